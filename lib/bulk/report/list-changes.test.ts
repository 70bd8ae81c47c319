import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { places } from "@/lib/testing/sample-tables";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";
import { taskTables } from "@/lib/testing/task-tables";
import { applyPlan, listChanges } from "@/lib/testing/verbs";
import type { ChangeRow } from "./list-changes";
import { planUndo } from "@/lib/bulk/plan/plan-child";

let db: Db;
let editor: Actor;
let admin: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  admin = await createUser(db, { role: "admin" });
  await pretendWorkerIsAlive(db);
});

beforeEach(() => db.execute(sql`truncate places, ${taskTables}`));
afterEach(() => registerTable(places));

const update = (columns: Record<string, { op: string } & Record<string, unknown>>) => ({
  kind: "update" as const,
  columns,
});

test("a change is shown as before and after, with decimals to the last digit", async () => {
  await insertPlaces(db, 2);
  const change = update({ latitude: { op: "set", value: "1.50000" }, status: { op: "set", value: "closed" } });
  const task = await runBulk(db, editor, change);
  const page = await listChanges({ db, actor: editor }, { taskId: task.id });
  expect(page).toMatchObject({ wrote: "values", next: null, along: [] });
  expect(page.rows[0]).toMatchObject({ recordId: "1", label: "Place 1" });
  expect(page.rows[0]?.cells).toEqual([
    { column: "latitude", before: "52.37403", after: "1.50000" },
    { column: "status", before: "new", after: "closed" },
  ]);
});

test("changed records are searched by label, id and what was written; a search that reads on says where", async () => {
  await insertPlaces(db, 6_000, (id) => ({ notes: id === 5_990 ? "the needle" : "hay" }));
  const task = await runBulk(db, editor, update({ notes: { op: "set", value: "100% done" } }));
  const ctx = { db, actor: editor };
  const search = async (text: string, after?: string) => {
    const { rows, next } = await listChanges(ctx, { taskId: task.id, text, after });
    return [rows.map(({ recordId }) => recordId), next] as const;
  };
  const [none, next] = await search("NEEDLE");
  expect([none, next]).toEqual([[], expect.stringMatching(/^\d+:\d+$/)]);
  expect(await search("needle", next ?? "")).toEqual([["5990"], null]);
  expect((await search("place 4711"))[0]).toEqual(["4711"]);
  expect((await search("4999"))[0]).toEqual(["4999"]);
  const [all, more] = await search("0% do");
  expect([all.length, more]).toEqual([50, "0:50"]);
  expect((await search("100_"))[0]).toEqual([]);
  // Other columns are not in what was changed.
  expect((await search("52.37403"))[0]).toEqual([]);
});

test("a search finds nothing in records that are out of the reader's reach by now", async () => {
  await insertPlaces(db, 4, (id) => ({ notes: `secret ${id}`, region: id % 2 ? "07" : "08" }));
  const task = await runBulk(db, editor, update({ notes: { op: "clear" } }));
  registerTable(defineTable(placesTable, { label: "Places", scope: () => eq(placesTable.region, "07") }));
  const { rows } = await listChanges({ db, actor: editor }, { taskId: task.id, text: "secret" });
  expect(rows.map(({ recordId }) => recordId)).toEqual(["1", "3"]);
});

test("pages visit each changed record once, in key order, and leave out the unchanged", async () => {
  await insertPlaces(db, 2_600, (id) => ({ status: id % 3 === 0 ? "closed" : "new" }));
  const task = await runBulk(db, editor, update({ status: { op: "set", value: "closed" } }));
  const seen: ChangeRow[] = [];
  let after: string | undefined;
  do {
    const page = await listChanges({ db, actor: editor }, { taskId: task.id, after, limit: 170 });
    seen.push(...page.rows);
    after = page.next ?? undefined;
  } while (after);
  const expected = Array.from({ length: 2_600 }, (_, i) => i + 1).filter((id) => id % 3 !== 0);
  expect(seen.map((row) => Number(row.recordId))).toEqual(expected);
});

test("a delete shows what the records held; its undo, what came back", async () => {
  await insertPlaces(db, 3);
  const task = await runBulk(db, admin, { kind: "delete" }, { confirmNumber: 3 });
  const ctx = { db, actor: admin };
  const deleted = await listChanges(ctx, { taskId: task.id });
  expect(deleted.wrote).toBe("deletion");
  expect(deleted.rows[0]?.label).toBe("Place 1");
  expect(deleted.rows[0]?.cells.find((cell) => cell.column === "country")).toEqual({
    column: "country",
    before: "NL",
    after: null,
  });

  const undo = await planUndo(ctx, { taskId: task.id });
  const applied = await applyPlan(ctx, { taskId: undo.taskId });
  if (applied.ran === "background") await drain(db, undo.taskId);
  expect(await listChanges(ctx, { taskId: undo.taskId })).toMatchObject({ wrote: "insertion", rows: { length: 3 } });
});

test("records that went along with deleted ones are counted by table", async () => {
  await db.execute(sql`insert into customers (id, name, segment) values ('C-1', 'Xaver', 'Consumer')`);
  await db.execute(sql`insert into products (id, code, name, category, sub_category, list_price)
    values (gen_random_uuid(), 'P-1', 'Desk', 'Furniture', 'Tables', 1)`);
  await db.execute(sql`insert into orders (id, customer_id, order_date, ship_mode, city, state, region)
    values ('O-1', 'C-1', '2026-01-01', 'Same Day', 'Salem', 'Oregon', 'West')`);
  await db.execute(sql`insert into order_lines (id, order_id, product_id, quantity, sales, profit)
    select n, 'O-1', products.id, 1, 1, 1 from products, generate_series(1, 3) as n`);
  const selection = { kind: "records" as const, ids: ["O-1"] };
  const task = await runBulk(db, admin, { kind: "delete" }, { table: "orders", selection, confirmNumber: 1 });
  const { along, rows } = await listChanges({ db, actor: admin }, { taskId: task.id });
  expect(rows).toHaveLength(1);
  expect(along).toEqual([{ table: "Order lines", count: 3 }]);
});

test("a record that is out of reach by now keeps its values to itself", async () => {
  await insertPlaces(db, 2);
  const task = await runBulk(db, editor, update({ status: { op: "set", value: "closed" } }));
  registerTable(defineTable(placesTable, { scope: () => sql`${placesTable.geonameId} <> 2` }));
  const { rows } = await listChanges({ db, actor: editor }, { taskId: task.id });
  expect(rows.map(({ label, cells }) => [label, cells.length])).toEqual([
    ["Place 1", 1],
    ["2", 0],
  ]);
});

test("a task that changed nothing, or whose history is gone, says so", async () => {
  await insertPlaces(db, 2, { status: "closed" });
  const task = await runBulk(db, editor, update({ status: { op: "set", value: "closed" } }));
  expect(await listChanges({ db, actor: editor }, { taskId: task.id })).toEqual({
    wrote: null,
    rows: [],
    next: null,
    along: [],
    kept: 0,
  });
});

test("another person's task is not there", async () => {
  await insertPlaces(db, 1);
  const task = await runBulk(db, editor, update({ status: { op: "set", value: "closed" } }));
  const other = await createUser(db);
  await expect(listChanges({ db, actor: other }, { taskId: task.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
