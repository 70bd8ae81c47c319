import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { violations } from "@/crash/oracle";
import { taskRow } from "@/crash/tasks";
import type { Actor } from "@/lib/model/actor";
import { applyPlan, listAudit, previewPlan, redoLast, undoLast } from "@/lib/testing/verbs";
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
import { getDeletedRecord } from "@/lib/bulk/report/deleted-record";
import { getTask } from "@/lib/bulk/task/list-tasks";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import { relatedTasks } from "@/lib/bulk/task/related-tasks";

const PRODUCT = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59";

let db: Db;
let admin: Actor;
let editor: Actor;
let viewer: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  admin = await createUser(db, { role: "admin" });
  editor = await createUser(db);
  viewer = await createUser(db, { role: "viewer" });
  await pretendWorkerIsAlive(db);
});
beforeEach(() => db.execute(sql`truncate places, customers, products, orders, order_lines, ${taskTables}`));
afterEach(() => registerTable(places));

const listed = (ids: (number | string)[]) => ({ kind: "records" as const, ids: ids.map(String) });
const remove = (ids: (number | string)[], table = "places") =>
  runBulk(db, admin, { kind: "delete" }, { table, selection: listed(ids), confirmNumber: ids.length });
const close = { kind: "update" as const, columns: { region: { op: "set", value: "closed" } } };

/** Plans and applies the undo of a task, of all its records or of these. */
async function undo(taskId: string, ids?: string[], actor = admin) {
  const ctx = { db, actor };
  const plan = await planUndo(ctx, { taskId, ids });
  const { ran } = await applyPlan(ctx, { taskId: plan.taskId, errorPolicy: "skip_failed" });
  if (ran === "background") await drain(db, plan.taskId);
  expect(await violations(db, await taskRow(db, plan.taskId))).toEqual([]);
  return getTask(ctx, { taskId: plan.taskId });
}
const there = async () =>
  (await db.execute<{ id: number }>(sql`select geoname_id as id from places order by 1`)).map(({ id }) => id);
const regions = async () =>
  (await db.execute<{ region: string }>(sql`select region from places order by geoname_id`)).map((r) => r.region);

test("one of many deleted records comes back as it was; the others stay away", async () => {
  await insertPlaces(db, 30);
  const [before] = await db.select().from(placesTable).where(eq(placesTable.geonameId, 7));
  const task = await remove(Array.from({ length: 30 }, (_, i) => i + 1));
  const plan = await planUndo({ db, actor: admin }, { taskId: task.id, ids: ["7"] });
  expect(plan.total).toBe(1);
  const { rows, counts } = await previewPlan({ db, actor: admin }, { taskId: plan.taskId });
  expect(counts).toMatchObject({ total: 1, willChange: 1 });
  expect(rows).toMatchObject([{ id: "7", label: "Place 7", outcome: "changed" }]);

  const part = await undo(task.id, ["7"]);
  expect(part).toMatchObject({
    state: "succeeded",
    counts: { changed: 1 },
    changeText: "undo of “delete” for 1 record",
    filterText: "1 of the records changed by the task “delete”",
    parent: { id: task.id, relation: "undo_of", part: true },
  });
  expect(await db.select().from(placesTable)).toEqual([before]);
  const history = await db.execute(
    sql`select record_id, before, after ->> 'name' as name from swath.record_history where task_id = ${part.id}`,
  );
  expect([...history]).toEqual([{ record_id: "7", before: null, name: "Place 7" }]);
  const { entries } = await listAudit({ db, actor: admin }, { subject: "task", action: "undone" });
  expect(entries).toMatchObject([{ subjectId: task.id, details: { childId: part.id, records: 1 } }]);
  const { children } = await relatedTasks({ db, actor: admin }, { taskId: task.id });
  expect(children).toMatchObject([{ id: part.id, parent: { part: true } }]);
});

test("the undo of the whole task then brings the rest, and leaves alone what is there again", async () => {
  await insertPlaces(db, 4);
  const task = await remove([1, 2, 3, 4]);
  await undo(task.id, ["2", "3"]);
  await runBulk(db, editor, close, { selection: listed([3]) });
  const whole = await undo(task.id);
  // 2 is as it was deleted, 3 was edited since it came back.
  expect(whole).toMatchObject({ state: "partial", counts: { changed: 2, unchanged: 1, conflict: 1 } });
  expect(await there()).toEqual([1, 2, 3, 4]);
  expect(await regions()).toEqual(["07", "07", "closed", "07"]);
  // What the undo wrote is its own two records, so taking it back leaves the two of the part.
  expect(await undo(whole.id)).toMatchObject({ state: "succeeded", counts: { changed: 2 } });
  expect(await there()).toEqual([2, 3]);
});

test("a part can be undone itself, and the same record restored again, never twice", async () => {
  await insertPlaces(db, 3);
  const task = await remove([1, 2, 3]);
  const part = await undo(task.id, ["1"]);
  expect(await undo(task.id, ["1"])).toMatchObject({ state: "succeeded", counts: { changed: 0, unchanged: 1 } });
  await undo(part.id);
  expect(await there()).toEqual([]);
  await undo(task.id, ["1", "1", "2"]);
  expect(await there()).toEqual([1, 2]);
});

test("what went along with a record comes back with it, and only that", async () => {
  await db.execute(sql`insert into customers (id, name, segment) values ('C', 'C', 'Consumer')`);
  await db.execute(sql`insert into products (id, code, name, category, sub_category, list_price)
    values (${PRODUCT}, 'P', 'P', 'Furniture', 'Chairs', 1)`);
  for (const [i, order] of ["A", "B", "C"].entries()) {
    await db.execute(sql`insert into orders (id, customer_id, order_date, ship_mode, city, state, region)
      values (${order}, 'C', '2026-01-01', 'First Class', 'Utrecht', 'UT', 'West')`);
    await db.execute(sql`insert into order_lines (id, order_id, product_id, quantity, sales, profit)
      values (${2 * i + 1}, ${order}, ${PRODUCT}, 1, 10, 1), (${2 * i + 2}, ${order}, ${PRODUCT}, 1, 10, 1)`);
  }
  const lines = async () =>
    (await db.execute<{ id: number }>(sql`select id from order_lines order by id`)).map(({ id }) => id);
  const task = await remove(["A", "B", "C"], "orders");
  expect(await lines()).toEqual([]);
  // A line leads to the order that it went with.
  const line = await getDeletedRecord({ db, actor: admin }, { table: "order_lines", id: "3" });
  expect(line).toMatchObject({ task: { id: task.id }, wentWith: { table: "Orders", id: "B", label: "B" } });
  const order = await getDeletedRecord({ db, actor: admin }, { table: "orders", id: "B" });
  expect(order).toMatchObject({ task: { id: task.id }, wentWith: null });

  const part = await undo(task.id, ["B"]);
  expect(await lines()).toEqual([3, 4]);
  await undo(task.id);
  expect(await lines()).toEqual([1, 2, 3, 4, 5, 6]);
  await undo(part.id);
  expect(await lines()).toEqual([1, 2, 5, 6]);
});

test("chosen records of an update get back what they held, where they still hold what it wrote", async () => {
  await insertPlaces(db, 25, (id) => ({ region: `R${id}` }));
  const task = await runBulk(db, editor, close);
  await runBulk(
    db,
    editor,
    { kind: "update", columns: { region: { op: "set", value: "newer" } } },
    { selection: listed([3]) },
  );
  const part = await undo(task.id, ["2", "3"], editor);
  expect(part).toMatchObject({ state: "partial", counts: { changed: 1, conflict: 1 } });
  expect((await regions()).slice(0, 4)).toEqual(["closed", "R2", "newer", "closed"]);
  expect(await undo(task.id, undefined, editor)).toMatchObject({ counts: { changed: 23, unchanged: 1, conflict: 1 } });
  expect((await regions()).slice(0, 4)).toEqual(["R1", "R2", "newer", "R4"]);
});

test("for Ctrl+Z an undo of a part is a change of its own", async () => {
  await insertPlaces(db, 3, (id) => ({ region: `R${id}` }));
  const task = await runBulk(db, editor, close);
  await undo(task.id, ["2"], editor);
  const [ctx, table] = [{ db, actor: editor }, { table: "places" }];
  await undoLast(ctx, table);
  expect(await regions()).toEqual(["closed", "closed", "closed"]);
  await redoLast(ctx, table);
  expect(await regions()).toEqual(["closed", "R2", "closed"]);
  await undoLast(ctx, table);
  await undoLast(ctx, table);
  expect(await regions()).toEqual(["R1", "R2", "R3"]);
  expect(await undoLast(ctx, table)).toEqual({ kind: "nothing" });
});

describe("refused is", () => {
  const planned = (taskId: string, ids: string[], actor = admin) => planUndo({ db, actor }, { taskId, ids });

  test("a record that the task did not change, and what is no id", async () => {
    await insertPlaces(db, 3);
    const task = await remove([1, 2]);
    for (const ids of [["3"], ["1", "3"], ["no id"]]) {
      await expect(planned(task.id, ids)).rejects.toMatchObject({ code: "INVALID" });
    }
    // Written otherwise it is the same record.
    expect(await planned(task.id, ["01", "1"])).toMatchObject({ total: 1 });
  });

  test("who may not delete, a viewer, and another person", async () => {
    await insertPlaces(db, 2);
    registerTable(defineTable(placesTable, { access: { delete: "editor" } }));
    const task = await runBulk(db, editor, { kind: "delete" }, { selection: listed([1, 2]), confirmNumber: 2 });
    const other = await createUser(db);
    await expect(planned(task.id, ["1"], other)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(planned(task.id, ["1"], viewer)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const demoted = { ...editor, role: "viewer" as const };
    await expect(planned(task.id, ["1"], demoted)).rejects.toMatchObject({ code: "FORBIDDEN" });
    registerTable(places);
    await expect(planned(task.id, ["1"], editor)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
