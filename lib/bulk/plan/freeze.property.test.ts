import { and, eq, gte, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { defineTable } from "@/lib/tables/define-table";
import type { Filter, FilterRule } from "@/lib/tables/model/filter";
import { listRecords, planTask } from "@/lib/testing/verbs";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";

let db: Db;
let editor: Actor;
let admin: Actor;

const COUNTRIES = ["NL", "DE", "FR", "US"];
const N = 2_300; // more than two chunks

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { role: "editor" });
  admin = await createUser(db, { role: "admin" });
  // Editors reach only part of the table, so that the row scope is part of the property.
  registerTable(
    defineTable(placesTable, {
      scope: (actor) => (actor.role === "admin" ? undefined : gte(placesTable.population, 300)),
    }),
  );
  await insertPlaces(db, N, (id) => ({
    name: id % 7 === 0 ? `100% _Place_ \\${id}` : `Place ${id}`,
    country: COUNTRIES[id % 4],
    region: id % 3 === 0 ? null : String(id % 10),
    population: id % 1_000,
    capital: id % 11 === 0,
    status: (["new", "reviewed", "disputed", "closed"] as const)[id % 4],
    surveyedOn: id % 5 === 0 ? null : `2024-0${1 + (id % 9)}-1${id % 10}`,
  }));
});

const rule: fc.Arbitrary<FilterRule> = fc.oneof(
  fc.record({
    column: fc.constant("country"),
    operator: fc.constantFrom("is", "isNot"),
    value: fc.constantFrom(...COUNTRIES),
  }),
  fc.record({
    column: fc.constant("population"),
    operator: fc.constantFrom("lt", "lte", "gt", "gte"),
    value: fc.integer({ min: 0, max: 999 }),
  }),
  fc.record({
    column: fc.constant("name"),
    operator: fc.constantFrom("contains", "startsWith"),
    value: fc.constantFrom("Place 1", "%", "_", "\\", "100%"),
  }),
  fc.record({ column: fc.constantFrom("region", "surveyedOn"), operator: fc.constantFrom("isEmpty", "isNotEmpty") }),
  fc.record({
    column: fc.constant("status"),
    operator: fc.constant("in"),
    value: fc.subarray(["new", "reviewed", "closed"], { minLength: 1 }),
  }),
);
const filter: fc.Arbitrary<Filter> = fc.letrec<{ group: Filter }>((tie) => ({
  group: fc.record({
    join: fc.constantFrom("and", "or"),
    rules: fc.array(fc.oneof({ maxDepth: 2 }, rule, tie("group")), { maxLength: 3 }),
  }) as fc.Arbitrary<Filter>,
})).group;

async function listedIds(actor: Actor, given: Filter, search: string): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(
      { db, actor },
      { table: "places", filter: given, search, sort: [], after, limit: 500 },
    );
    ids.push(...page.rows.map((row) => row.id));
    after = page.nextCursor;
  } while (after);
  return ids;
}

async function frozenIds(taskId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select unnest(record_ids) as id from swath.bulk_chunks where task_id = ${taskId} order by seq`,
  );
  return rows.map((row) => row.id);
}

test("the frozen set is the set that the table page lists, minus the exceptions", async () => {
  await fc.assert(
    fc.asyncProperty(
      filter,
      fc.constantFrom("", "Place 12", "100%", "_"),
      fc.array(fc.integer({ min: 1, max: N }), { maxLength: 5 }),
      fc.boolean(),
      async (given, search, except, asAdmin) => {
        const actor = asAdmin ? admin : editor;
        const listed = await listedIds(actor, given, search);
        const exceptIds = except.map(String);
        const expected = listed.filter((id) => !exceptIds.includes(id));
        const selection = {
          kind: "matching" as const,
          filter: given,
          search,
          exceptIds,
          expectedCount: expected.length,
        };
        if (expected.length === 0) {
          await expect(planTask({ db, actor }, { table: "places", selection })).rejects.toMatchObject({
            code: "EMPTY_SELECTION",
          });
          return;
        }
        const { taskId, total } = await planTask({ db, actor }, { table: "places", selection });
        expect(total).toBe(expected.length);
        expect(new Set(await frozenIds(taskId))).toEqual(new Set(expected));
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test("ids outside the actor's scope are not frozen, whoever names them", async () => {
  const [outside] = await db
    .select()
    .from(placesTable)
    .where(and(eq(placesTable.population, 1)));
  await expect(
    planTask(
      { db, actor: editor },
      { table: "places", selection: { kind: "records", ids: [String(outside!.geonameId)] }, acceptMovedCount: true },
    ),
  ).rejects.toMatchObject({ code: "EMPTY_SELECTION" });
});
