import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { expressionInput, typeOf } from "@/lib/tables/column-sql";
import { testDatabase } from "@/lib/testing/database";
import { createThings, things } from "@/lib/testing/every-kind";
import { filterOperatorsOf, operationsOf } from "./index";

let db: Db;

beforeAll(async () => {
  ({ db } = await testDatabase());
  await createThings(db);
});

const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, "0"));
const stamp = fc
  .tuple(
    fc.integer({ min: 0, max: 9999 }),
    two(13),
    two(32),
    two(24),
    two(60),
    fc.constantFrom("", ":07", ":59.123456"),
    fc.constantFrom("", "Z", "+02:00", "-0330", "+15", "+16:00"),
  )
  .map(([y, mo, d, h, mi, s, z]) => `${String(y).padStart(4, "0")}-${mo}-${d}T${h}:${mi}${s}${z}`);
const scalar = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(
    "calm",
    "busy",
    "1e5",
    "+7",
    "-.5",
    "5.",
    "0x10",
    "99999999.99",
    "id",
    "memo",
    "cost",
    "today",
    "\u0000",
    "\ud800",
    "'; --",
    "%",
    "\\",
  ),
  fc.integer({ min: -5, max: 5 }),
  fc.double(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.uuid(),
  stamp,
  stamp.map((text) => text.slice(0, 10)),
  fc.constant(null),
);
const anything = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.tuple(scalar, scalar),
  fc.json({ maxDepth: 2, stringUnit: "binary" }).map((text) => JSON.parse(text) as unknown),
);

test("whatever a parser takes, the database takes as that value", async () => {
  const cases = things.columns.flatMap((column) => [
    ...operationsOf(column)
      .filter(({ op }) => op === "set")
      .map((spec) => ({ column, spec, filter: null })),
    ...filterOperatorsOf(column).map((filter) => ({ column, spec: null, filter })),
  ]);
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...cases), anything, async ({ column, spec, filter }, value) => {
      const input = expressionInput(things, column);
      const parsed = spec
        ? spec.parser(column, things.columns).safeParse({ value })
        : filter.parser(column).safeParse(value);
      if (!parsed.success) return;
      let statement;
      try {
        statement = spec
          ? sql`select (${spec.expression(input, parsed.data as never)})::${typeOf(column)} from things`
          : sql`select from things where ${filter.condition(input, parsed.data as never)}`;
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^(INVALID|UNKNOWN_COLUMN)$/) as string });
        return;
      }
      taken += 1;
      const code = await db.execute(statement).then(
        () => null,
        (error: { cause?: { code?: string } }) => error.cause?.code ?? "unknown",
      );
      if (code !== null)
        expect(`${column.id} ${filter?.operator ?? "set"} ${JSON.stringify(value)}: ${code}`).not.toMatch(/./);
    }),
    { numRuns: 4_000 },
  );
  expect(taken).toBeGreaterThan(400);
}, 120_000);
