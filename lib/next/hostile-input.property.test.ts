import fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { getDeletedRecord } from "@/lib/bulk/report/deleted-record";
import { currentRecords } from "@/lib/tables/list/current-records";
import { getRecord } from "@/lib/tables/record/get-record";
import { searchReferences } from "@/lib/tables/references/search-references";
import { filterOperatorsOf } from "@/lib/tables/kinds/index";
import { allTables } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import "@/lib/testing/sample-tables";
import * as verbs from "@/lib/testing/verbs";

const logged = vi.hoisted(() => ({ info: () => {}, error: () => {} }));
vi.mock("@/lib/log", () => ({ log: logged }));
const { toFailure } = await import("./to-failure");

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db, { role: "admin" });
  await insertPlaces(db, 3);
});

/** What a type of the database has no room for, or another reading of. */
const hostile = fc.oneof(
  fc.constantFrom(
    "\0",
    "a\0b",
    "\ud800",
    "1e400",
    "-1e400",
    "NaN",
    "Infinity",
    "infinity",
    "300000-01-01",
    "-4714-01-01",
    "2024-02-30",
    "2024-01-01T25:00:00Z",
    "99999999999999999999",
    "{",
    "[1",
    "{a,{b}}",
    "%",
    "\\",
    "'",
    "(",
    "",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.double().map(String),
);
const value = fc.oneof(
  hostile,
  fc.constantFrom(null, true, 1e308, -0, 2 ** 60),
  fc.array(hostile, { maxLength: 3 }),
  fc.record({ from: hostile, to: hostile }),
);
const cursor = fc.oneof(
  hostile,
  fc
    .array(fc.option(hostile), { minLength: 1, maxLength: 3 })
    .map((position) => Buffer.from(JSON.stringify(position)).toString("base64url")),
);

test("whatever a reader is asked with, it answers or refuses: never is it a fault of ours", { timeout: 60_000 }, () => {
  const columns = allTables().flatMap((table) =>
    table.columns.map((column) => ({ table: table.name, column: column.id, operators: filterOperatorsOf(column) })),
  );
  const asked = fc.constantFrom(...columns).chain(({ table, column, operators }) =>
    fc.record({
      table: fc.constant(table),
      column: fc.constant(column),
      operator: fc.constantFrom(...operators.map((each) => each.operator)),
      value,
      text: hostile,
      cursor,
      direction: fc.constantFrom("asc" as const, "desc" as const),
      which: fc.nat({ max: 8 }),
    }),
  );
  return fc.assert(
    fc.asyncProperty(
      asked,
      async ({ table, column, operator, value: given, text, cursor: after, direction, which }) => {
        const ctx = { db, actor };
        const filter = { join: "and" as const, rules: [{ column, operator, value: given }] };
        const readers: (() => Promise<unknown>)[] = [
          () => verbs.listRecords(ctx, { table, filter }),
          () => verbs.listRecords(ctx, { table, search: text }),
          () => verbs.listRecords(ctx, { table, sort: [{ column, direction }], after }),
          () => verbs.listRecords(ctx, { table, sort: [{ column, direction }], before: after }),
          () => verbs.countRecords(ctx, { table, filter, search: text }),
          () => verbs.columnFacets(ctx, { table, column, q: text }),
          () => Promise.all([getRecord(ctx, { table, id: text }), getDeletedRecord(ctx, { table, id: text })]),
          () => currentRecords(ctx, { table, ids: [text, "1"] }),
          () => searchReferences(ctx, { table, column, q: text }),
        ];
        const failure = await readers[which]!().then(
          () => null,
          (error: unknown) => ({
            ...toFailure(error, "test"),
            error: String(error),
            cause: String((error as Error).cause),
          }),
        );
        expect(failure?.code, JSON.stringify({ which, failure })).not.toBe("FAILED");
      },
    ),
    { numRuns: 1_500 },
  );
});
