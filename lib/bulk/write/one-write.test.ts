import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { countRecords } from "@/lib/testing/verbs";
import { readRecord } from "@/lib/tables/list/list-records";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import { registerTable } from "@/lib/tables/registry";
import type { TableDef } from "@/lib/tables/table-def";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { runBulk } from "@/lib/testing/run-bulk";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db);
});
beforeEach(async () => {
  await db.execute(sql`truncate places`);
  await insertPlaces(db, 30, (id) => ({ region: id <= 10 ? "mine" : "theirs" }));
});

const set = (region: string) => ({ kind: "update" as const, columns: { region: { op: "set", value: region } } });
const regions = async () =>
  (
    await db.execute<{ region: string; n: number }>(
      sql`select region, count(*)::int as n from places group by 1 order by 1`,
    )
  ).map(({ region, n }) => [region, n]);
const cell = async (table: TableDef, id: string, value: string) => {
  const row = await readRecord({ db, actor }, table, id);
  return saveRecordCell({ db, actor }, { table: "places", id, column: "region", value, version: row!.version });
};

test("a scope with a bare or limits what it joins, and never widens it", async () => {
  registerTable(defineTable(placesTable, { scope: () => sql`region = 'mine' or region = 'ours'` }));
  const rules = [{ column: "country", operator: "is", value: "XX" }];
  const filter = { join: "and" as const, rules };
  expect(await countRecords({ db, actor }, { table: "places", filter })).toMatchObject({ count: 0 });
  const { counts } = await runBulk(db, actor, { kind: "update", columns: { notes: { op: "set", value: "seen" } } });
  expect(counts).toMatchObject({ changed: 10 });
});

test("no edit pushes a record out of its actor's own reach, neither a cell nor a bulk edit", async () => {
  const table = registerTable(defineTable(placesTable, { scope: () => eq(placesTable.region, "mine") }));
  await expect(cell(table, "1", "theirs")).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { counts } = await runBulk(db, actor, set("theirs"), { errorPolicy: "skip_failed" });
  expect(counts).toMatchObject({ changed: 0, failed: 10 });
  expect(await regions()).toEqual([
    ["mine", 10],
    ["theirs", 20],
  ]);
});

test("the validate hook judges a cell as it judges a bulk edit", async () => {
  const validate = ({ after }: { after: Record<string, unknown> }) =>
    after.region === "bad" ? "Not there." : undefined;
  const table = registerTable(defineTable(placesTable, { bulk: { validate } }));
  await expect(cell(table, "1", "bad")).rejects.toMatchObject({ code: "REFUSED", message: "Not there." });
  expect(await cell(table, "1", "good")).toMatchObject({ values: { region: "good" } });
  const { counts } = await runBulk(db, actor, set("bad"), { errorPolicy: "skip_failed" });
  expect(counts).toMatchObject({ changed: 0, failed: 30 });
});
