import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { applyPlan, listRecords, recordHistory } from "@/lib/testing/verbs";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Ctx } from "@/lib/ctx";
import { getRecord } from "@/lib/tables/record/get-record";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import { getTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { runBulk } from "@/lib/testing/run-bulk";
import { loadTables } from "./load-tables";

let ctx: Ctx;

beforeAll(async () => {
  const { db } = await testDatabase();
  ctx = { db, actor: await createUser(db, { role: "admin" }) };
  await db.execute(sql`create schema "Geo"`);
  await db.execute(sql`create table settlement (id int primary key, name text)`);
  await db.execute(sql`create table "Geo"."City" (mayor text) inherits (settlement)`);
  // Nothing stops an inheriting table from holding the same key.
  await db.execute(sql`insert into settlement values (1, 'Oss'), (2, 'Ede')`);
  await db.execute(sql`insert into "Geo"."City" values (1, 'Utrecht', 'Sharon'), (3, 'Breda', 'Paul')`);
  await loadTables(db);
});

const names = async () =>
  (await ctx.db.execute<{ name: string }>(sql`select name from settlement order by name`)).map(({ name }) => name);

test("records of a table and of those that inherit from it are told apart, page by page", async () => {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(ctx, {
      table: "settlement",
      limit: 1,
      after,
    });
    found.push(...page.rows.map(({ id }) => id));
    after = page.nextCursor;
  } while (after);
  expect(found).toHaveLength(4);
  expect(found.toSorted()).toEqual(
    [
      '["1", "\\"Geo\\".\\"City\\""]',
      '["1", "settlement"]',
      '["2", "settlement"]',
      '["3", "\\"Geo\\".\\"City\\""]',
    ].toSorted(),
  );
});

test("an edit writes the one record, with its own history", async () => {
  const id = '["1", "settlement"]';
  const { version } = await getRecord(ctx, { table: "settlement", id });
  await saveRecordCell(ctx, { table: "settlement", id, column: "name", value: "Oss!", version });
  expect(await names()).toEqual(["Breda", "Ede", "Oss!", "Utrecht"]);
  expect((await recordHistory(ctx, { table: "settlement", id })).entries).toHaveLength(1);
  const other = '["1", "\\"Geo\\".\\"City\\""]';
  expect((await recordHistory(ctx, { table: "settlement", id: other })).entries).toEqual([]);
});

test("a bulk edit and its undo write each record once", async () => {
  const before = await names();
  const change = { kind: "update" as const, columns: { name: { op: "append", text: "+" } } };
  const task = await runBulk(ctx.db, ctx.actor, change, { table: "settlement" });
  expect(task.counts).toMatchObject({ changed: 4, failed: 0, conflict: 0 });
  const { taskId } = await planUndo(ctx, { taskId: task.id });
  expect((await applyPlan(ctx, { taskId })).task.counts).toMatchObject({ changed: 4, conflict: 0 });
  expect(await names()).toEqual(before);
});

test("what could not be brought back is not deleted, and nothing is added to a table that others inherit from", async () => {
  expect(getTable("settlement").limits).toEqual({
    edit: null,
    insert: "Other tables inherit from this one: records are added there.",
    delete: "Other tables inherit from this one: records are deleted there.",
  });
});
