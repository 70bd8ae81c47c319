import { sql } from "drizzle-orm";
import { date, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import {
  applyPlan,
  listChanges,
  listOutcomes,
  planValues,
  previewPlan,
  recordHistory,
  redoLast,
  undoLast,
} from "@/lib/testing/verbs";
import type { Ctx } from "@/lib/ctx";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { runBulk } from "@/lib/testing/run-bulk";
import { taskTables } from "@/lib/testing/task-tables";
import { defineTable } from "./define-table";
import { getRecord } from "./record/get-record";
import { revertRecord } from "./record/revert-record";
import { saveRecordCell } from "./record/save-record-cell";
import { registerTable } from "./registry";

/** Partitioned by a column of its key, the partitions laid out differently: an edit of it moves the row. */
const stockTable = pgTable(
  "stock",
  {
    region: text("region"),
    sku: text("sku"),
    day: date("day", { mode: "string" }),
    qty: integer("qty"),
    note: text("note"),
  },
  (t) => [primaryKey({ columns: [t.region, t.sku, t.day] })],
);
const numberedTable = pgTable("numbered", { id: integer("id").primaryKey(), note: text("note") });

let ctx: Ctx;

beforeAll(async () => {
  const { db } = await testDatabase();
  ctx = { db, actor: await createUser(db, { role: "admin" }) };
  registerTable(defineTable(stockTable, { bulk: { chunkSize: 2 } }));
  registerTable(defineTable(numberedTable, { columns: { id: { editable: true } }, bulk: { chunkSize: 100 } }));
  await db.execute(sql`
    create table stock (region text, sku text, day date, qty int, note text, primary key (region, sku, day)) partition by list (region)`);
  await db.execute(sql`create table stock_eu partition of stock for values in ('eu')`);
  await db.execute(sql`create table stock_us (note text, gone int, qty int, day date, sku text, region text)`);
  await db.execute(
    sql`alter table stock_us drop column gone, alter day set not null, alter sku set not null, alter region set not null`,
  );
  await db.execute(sql`alter table stock attach partition stock_us for values in ('us')`);
  await db.execute(sql`create table numbered (id int primary key, note text)`);
});

beforeEach(async () => {
  await ctx.db.execute(sql`truncate stock, numbered, ${taskTables}`);
  await ctx.db.execute(sql`
    insert into stock select 'eu', 'a' || i, ('2026-11-0' || i)::date, i, 'n' from generate_series(1, 5) i`);
  await ctx.db.execute(sql`insert into numbered select i, 'n' || i from generate_series(1, 5) i`);
});

const idOf = (region: string, i: number) => `["${region}", "a${i}", "2026-11-0${i}"]`;
const stock = async () =>
  [
    ...(await ctx.db.execute<{ row: string }>(
      sql`select concat_ws(' ', region, sku, qty, note) as row from stock order by sku`,
    )),
  ].map(({ row }) => row);
const numbered = async () =>
  [...(await ctx.db.execute<{ row: string }>(sql`select id || ' ' || note as row from numbered order by id`))].map(
    ({ row }) => row,
  );
const edited = async (table: string, id: string, column: string, value: unknown) => {
  const { version } = await getRecord(ctx, { table, id });
  return saveRecordCell(ctx, { table, id, column, value, version });
};
const historyOf = async (table: string, id: string) =>
  (await recordHistory(ctx, { table, id })).entries.map(({ cells }) =>
    cells.map(({ column, before, after }) => `${column}: ${String(before)} → ${String(after)}`).join(", "),
  );
const move = { kind: "update" as const, columns: { region: { op: "set", value: "us" }, qty: { op: "add", by: 10 } } };
const undone = async (taskId: string, ids?: string[]) =>
  (await applyPlan(ctx, { taskId: (await planUndo(ctx, { taskId, ids })).taskId })).task;

test("a cell of the key is edited: the record has a new id, and its history goes with it, also over partitions", async () => {
  await edited("stock", idOf("eu", 1), "note", "first");
  const saved = await edited("stock", idOf("eu", 1), "region", "us");
  expect(saved.id).toBe(idOf("us", 1));
  expect(await historyOf("stock", saved.id)).toEqual(["region: eu → us", "note: n → first"]);
  // An old link leads to it.
  expect((await getRecord(ctx, { table: "stock", id: idOf("eu", 1) })).id).toBe(saved.id);
  expect(await historyOf("stock", idOf("eu", 1))).toEqual(await historyOf("stock", saved.id));
  // Whoever gets the old key is another record.
  await ctx.db.execute(sql`insert into stock values ('eu', 'a1', '2026-11-01', 0, 'new')`);
  expect(await historyOf("stock", idOf("eu", 1))).toEqual([]);
  await edited("stock", idOf("eu", 1), "note", "own");
  expect(await historyOf("stock", idOf("eu", 1))).toEqual(["note: new → own"]);
  expect(await historyOf("stock", saved.id)).toEqual(["region: eu → us", "note: n → first"]);
});

test("Ctrl+Z finds a record that has moved, step by step, and redo moves it again", async () => {
  await edited("stock", idOf("eu", 1), "note", "first");
  await edited("stock", idOf("eu", 1), "region", "us");
  await edited("stock", idOf("us", 1), "qty", 7);
  const undo = () => undoLast(ctx, { table: "stock" });
  expect(await undo()).toMatchObject({ row: { id: idOf("us", 1) }, columns: ["qty"] });
  expect(await undo()).toMatchObject({ row: { id: idOf("eu", 1) }, columns: ["region"] });
  expect(await undo()).toMatchObject({ row: { id: idOf("eu", 1) }, columns: ["note"] });
  expect((await stock())[0]).toBe("eu a1 1 n");
  for (let i = 0; i < 3; i++) await redoLast(ctx, { table: "stock" });
  expect((await stock())[0]).toBe("us a1 7 first");
  expect(await undo()).toMatchObject({ row: { id: idOf("us", 1) }, columns: ["qty"] });
});

test("a record is given what it held before it moved, its key as well", async () => {
  await edited("stock", idOf("eu", 1), "note", "first");
  const saved = await edited("stock", idOf("eu", 1), "region", "us");
  const row = await revertRecord(ctx, { table: "stock", id: saved.id, to: null, version: saved.version });
  expect([row.id, row.values.note]).toEqual([idOf("eu", 1), "n"]);
  expect(await historyOf("stock", row.id)).toHaveLength(3);
});

test("a bulk edit moves records between partitions; its list of changes names them as they are now, and its undo finds them", async () => {
  const before = await stock();
  const task = await runBulk(ctx.db, ctx.actor, move, { table: "stock" });
  expect(task.counts).toMatchObject({ changed: 5, failed: 0, conflict: 0 });
  expect((await stock()).every((row) => row.startsWith("us"))).toBe(true);
  const changes = await listChanges(ctx, { taskId: task.id });
  expect(changes.rows.map(({ recordId }) => recordId)).toEqual([1, 2, 3, 4, 5].map((i) => idOf("us", i)));
  expect(await historyOf("stock", idOf("us", 3))).toEqual(["region: eu → us, qty: 3 → 13"]);

  const back = await undone(task.id);
  expect(back.counts).toMatchObject({ changed: 5, conflict: 0, gone: 0 });
  expect(await stock()).toEqual(before);
  expect((await undone(back.id)).counts.changed).toBe(5);
  expect((await stock()).every((row) => row.startsWith("us"))).toBe(true);
});

test("of records that have moved, chosen ones are taken back", async () => {
  const task = await runBulk(ctx.db, ctx.actor, move, { table: "stock" });
  expect((await undone(task.id, [idOf("us", 2), idOf("us", 5)])).counts).toMatchObject({ changed: 2 });
  expect((await stock()).map((row) => row.slice(0, 5))).toEqual(["us a1", "eu a2", "us a3", "us a4", "eu a5"]);
  expect((await undone(task.id)).counts).toMatchObject({ changed: 3, unchanged: 2 });
});

test("a task is undone for records that another one has moved since", async () => {
  const noted = { kind: "update" as const, columns: { note: { op: "set", value: "noted" } } };
  const task = await runBulk(ctx.db, ctx.actor, noted, { table: "stock" });
  const region = { kind: "update" as const, columns: { region: { op: "set", value: "us" } } };
  await runBulk(ctx.db, ctx.actor, region, { table: "stock" });
  await edited("stock", idOf("us", 4), "sku", "b");
  // A stranger at the old place of the first.
  await ctx.db.execute(sql`insert into stock values ('eu', 'a1', '2026-11-01', 0, 'noted')`);
  expect((await undone(task.id, [idOf("eu", 1)])).counts).toMatchObject({ changed: 1 });
  expect((await undone(task.id)).counts).toMatchObject({ changed: 4, unchanged: 1, gone: 0 });
  expect(await stock()).toEqual(["eu a1 0 noted", "us a1 1 n", "us a2 2 n", "us a3 3 n", "us a5 5 n", "us b 4 n"]);
});

test("numbers of one column are moved on within a task and back again; one without a free place is listed, the others move", async () => {
  const task = await runBulk(
    ctx.db,
    ctx.actor,
    { kind: "update", columns: { id: { op: "add", by: 1 } } },
    { table: "numbered" },
  );
  expect(task.counts).toMatchObject({ changed: 5, failed: 0 });
  expect(await numbered()).toEqual(["2 n1", "3 n2", "4 n3", "5 n4", "6 n5"]);
  expect(await historyOf("numbered", "3")).toEqual(["id: 2 → 3"]);
  expect((await undone(task.id)).counts).toMatchObject({ changed: 5 });
  expect(await numbered()).toEqual(["1 n1", "2 n2", "3 n3", "4 n4", "5 n5"]);
  expect(await historyOf("numbered", "3")).toEqual(["id: 4 → 3", "id: 3 → 4"]);

  const records = [
    ["1", 7],
    ["2", 3],
    ["4", 9],
  ] as const;
  const { taskId } = await planValues(ctx, {
    table: "numbered",
    origin: "paste",
    records: records.map(([id, to]) => ({ id, version: null, values: { id: to } })),
  });
  const preview = await previewPlan(ctx, { taskId });
  expect(preview.rows[0]?.cells).toEqual([{ column: "id", before: 1, after: 7 }]);
  const { task: pasted } = await applyPlan(ctx, { taskId });
  expect(pasted.counts).toMatchObject({ changed: 2, failed: 1 });
  expect((await listOutcomes(ctx, { taskId })).rows.map(({ recordId }) => recordId)).toEqual(["2"]);
  expect(await numbered()).toEqual(["2 n2", "3 n3", "5 n5", "7 n1", "9 n4"]);
  expect((await undone(taskId)).counts).toMatchObject({ changed: 2 });
});

test("a record that has just got the key of a frozen one is not taken for it", async () => {
  const { taskId } = await planValues(ctx, {
    table: "numbered",
    origin: "paste",
    records: [
      { id: "1", version: null, values: { id: 4 } },
      { id: "4", version: null, values: { id: 8 } },
    ],
  });
  await ctx.db.execute(sql`delete from numbered where id = 4`);
  const { task } = await applyPlan(ctx, { taskId });
  expect(task.counts).toMatchObject({ changed: 1, gone: 1 });
  expect(await numbered()).toEqual(["2 n2", "3 n3", "4 n1", "5 n5"]);
});

test("what refers to a record goes with it where its foreign key says so; else the record is refused by name", async () => {
  await ctx.db.execute(sql`create table follower (n int references numbered on update cascade)`);
  await ctx.db.execute(
    sql`create table anchor (region text, sku text, day date, foreign key (region, sku, day) references stock)`,
  );
  await ctx.db.execute(sql`insert into follower values (2)`);
  await ctx.db.execute(sql`insert into anchor values ('eu', 'a3', '2026-11-03')`);

  expect((await edited("numbered", "2", "id", 20)).id).toBe("20");
  expect(await ctx.db.execute(sql`select n from follower`)).toEqual([{ n: 20 }]);
  await undoLast(ctx, { table: "numbered" });
  expect(await ctx.db.execute(sql`select n from follower`)).toEqual([{ n: 2 }]);

  const task = await runBulk(ctx.db, ctx.actor, move, { table: "stock", errorPolicy: "skip_failed" });
  expect(task.counts).toMatchObject({ changed: 4, failed: 1 });
  const refused = (await listOutcomes(ctx, { taskId: task.id })).rows;
  expect(refused.map(({ recordId, message }) => [recordId, message])).toEqual([
    [idOf("eu", 3), expect.stringContaining("refer")],
  ]);
  await ctx.db.execute(sql`drop table follower, anchor`);
});
