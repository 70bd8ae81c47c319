import { type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { countRecords, listRecords } from "@/lib/testing/verbs";
import type { Sort } from "@/lib/tables/model/filter";
import { afterPosition, orderBy, orderOf } from "./keyset";
import { readPage } from "./read-page";
import { LAST_PAGE } from "@/lib/tables/model/last-page";
import { getTable } from "@/lib/tables/registry";
import { places } from "@/lib/testing/sample-tables";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";

let db: Db;
let editor: Actor;
let viewer: Actor;
const N = 230;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { role: "editor" });
  viewer = await createUser(db, { role: "viewer" });
  await insertPlaces(db, N, (id) => ({
    country: ["NL", "DE", "FR"][id % 3]!,
    region: id % 4 === 0 ? null : String(id % 6),
    surveyedOn: id % 5 === 0 ? null : `2024-01-${10 + (id % 9)}`,
    population: id % 7,
  }));
});

const sorts: fc.Arbitrary<Sort> = fc.uniqueArray(
  fc.record({
    column: fc.constantFrom("country", "region", "surveyedOn", "population", "name", "latitude"),
    direction: fc.constantFrom("asc", "desc"),
  }),
  { maxLength: 3, selector: (s) => s.column },
);

async function walk(sort: Sort, limit: number, from: { after?: string; before?: string } = {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: { after?: string | null; before?: string | null } | null = from;
  while (cursor) {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(
      { db, actor: editor },
      { table: "places", sort, limit, ...cursor },
    );
    const here = page.rows.map((row) => row.id);
    if (from.before) {
      ids.unshift(...here);
      cursor = page.previousCursor ? { before: page.previousCursor } : null;
    } else {
      ids.push(...here);
      cursor = page.nextCursor ? { after: page.nextCursor } : null;
    }
  }
  return ids;
}

test("paging forwards and backwards visits each record once, in the database's own order, whatever the sort", async () => {
  await fc.assert(
    fc.asyncProperty(sorts, fc.integer({ min: 17, max: 90 }), async (sort, limit) => {
      const whole = (await listRecords({ db, actor: editor }, { table: "places", sort, limit: 500 })).rows.map(
        (row) => row.id,
      );
      expect(whole).toHaveLength(N);
      expect(await walk(sort, limit)).toEqual(whole);
      expect(await walk(sort, limit, { before: LAST_PAGE })).toEqual(whole);
    }),
    { numRuns: 25 },
  );
});

test("a page knows its neighbours; the first and the last have none beyond", async () => {
  const ctx = { db, actor: editor };
  const first = await listRecords(ctx, { table: "places", limit: 100 });
  expect(first.previousCursor).toBeNull();
  const second = await listRecords(ctx, { table: "places", limit: 100, after: first.nextCursor });
  const back = await listRecords(ctx, { table: "places", limit: 100, before: second.previousCursor });
  expect(back.rows).toEqual(first.rows);
  expect(back.previousCursor).toBeNull();
  expect((await listRecords(ctx, { table: "places", limit: 100, before: LAST_PAGE })).nextCursor).toBeNull();
});

test("deep pages use the index instead of walking to them", async () => {
  const order = orderOf(getTable("places"), [{ column: "population", direction: "asc" }]);
  const plan = await db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off; set local enable_bitmapscan = off`);
    return tx.execute<{ "QUERY PLAN": string }>(sql`
      explain select * from places where ${afterPosition(order, ["5", "100"])} order by ${orderBy(order)} limit 50`);
  });
  expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(
    /Index Scan using places_population.*\n.*Index Cond: \(ROW/,
  );
});

test("a sort without an index carries the columns that decide, not records turned into JSON", async () => {
  const asked: SQL[] = [];
  const spied = new Proxy(db, {
    get(target, name) {
      if (name !== "execute") return Reflect.get(target, name) as unknown;
      return (query: SQL) => (asked.push(query), target.execute(query));
    },
  });
  const sort: Sort = [{ column: "region", direction: "asc" }];
  const list = { table: places, where: undefined, order: orderOf(places, sort), after: null, limit: 10 };
  await readPage({ db: spied, actor: editor }, list);
  const [plan] = await db.execute<{ "QUERY PLAN": { Plan: PlanNode }[] }>(
    sql`explain (verbose, format json) ${asked[0]}`,
  );
  const limit = nodesOf(plan!["QUERY PLAN"][0]!.Plan).find((node) => node["Node Type"] === "Limit");
  expect(limit?.Plans?.[0]).toMatchObject({
    "Node Type": "Sort",
    Output: [expect.stringMatching(/geoname_id$/), expect.stringMatching(/region$/)],
  });
});

interface PlanNode {
  "Node Type": string;
  Output?: string[];
  Plans?: PlanNode[];
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

test("a count is exact where it is cheap", async () => {
  expect(await countRecords({ db, actor: viewer }, { table: "places" })).toEqual({ count: N, exact: true });
});

describe("bad input", () => {
  test.each([
    [{ table: "nowhere" }, "UNKNOWN_TABLE"],
    [{ table: "places", sort: [{ column: "nope", direction: "asc" as const }] }, "UNKNOWN_COLUMN"],
    [{ table: "places", after: "garbage" }, "INVALID"],
    [
      { table: "places", filter: { join: "and" as const, rules: [{ column: "population", operator: "drop table" }] } },
      "INVALID",
    ],
    [
      {
        table: "places",
        filter: { join: "and" as const, rules: [{ column: "population", operator: "is", value: "many" }] },
      },
      "INVALID",
    ],
  ])("%j is refused", async (input, code) => {
    await expect(listRecords({ db, actor: editor }, input)).rejects.toMatchObject({ code });
  });
});

describe("saving one cell", () => {
  const row = async (id: string) => {
    const filter = { join: "and" as const, rules: [{ column: "geonameId", operator: "is", value: Number(id) }] };
    return (await listRecords({ db, actor: editor }, { table: "places", filter })).rows[0]!;
  };
  const save = (actor: Actor, id: string, column: string, value: unknown, version: string) =>
    saveRecordCell({ db, actor }, { table: "places", id, column, value, version });

  test("writes it with history, and answers the record with its new version", async () => {
    const before = await row("1");
    const after = await save(editor, "1", "population", 4_321, before.version);
    expect(after.values.population).toBe(4_321);
    expect(after.version).not.toBe(before.version);
    expect(await row("1")).toEqual(after);
    const [change] = await db.execute(
      sql`select before, after, actor_id, task_id from swath.record_history where record_id = '1'`,
    );
    expect(change).toEqual({
      before: { population: "1" },
      after: { population: "4321" },
      actor_id: editor.id,
      task_id: null,
    });
  });

  test("does not overwrite what someone else changed, and shows their value", async () => {
    const seen = await row("2");
    await save(editor, "2", "name", "Theirs", seen.version);
    await expect(save(editor, "2", "name", "Mine", seen.version)).rejects.toMatchObject({
      code: "CONFLICT",
      details: { current: "Theirs" },
    });
    expect((await row("2")).values.name).toBe("Theirs");
  });

  test.each([
    ["population", "many", "INVALID"],
    ["population", null, "INVALID"],
    ["population", -1, "REFUSED"],
    ["country", "usa", "REFUSED"],
    ["generated", true, "READ_ONLY_COLUMN"],
    ["nope", 1, "UNKNOWN_COLUMN"],
  ])("%s = %j gets %s and changes nothing", async (column, value, code) => {
    const seen = await row("3");
    await expect(save(editor, "3", column, value, seen.version)).rejects.toMatchObject({ code });
    expect(await row("3")).toEqual(seen);
  });

  test("a viewer is refused", async () => {
    const seen = await row("3");
    await expect(save(viewer, "3", "population", 5, seen.version)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
