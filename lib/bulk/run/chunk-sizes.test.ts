import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import type { Actor } from "@/lib/model/actor";
import { applyPlan, planTask, previewPlan } from "@/lib/testing/verbs";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import { places } from "@/lib/testing/sample-tables";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
import { taskTables } from "@/lib/testing/task-tables";
import { splitSlice } from "./split-slice";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db);
  await pretendWorkerIsAlive(db);
});
beforeEach(() => db.execute(sql`truncate places, ${taskTables}`));
afterEach(() => registerTable(places));

const chunksOf = (chunkSize: number) => registerTable(defineTable(placesTable, { bulk: { chunkSize } }));
const change = { kind: "update" as const, columns: { population: { op: "add", by: 7 } } };
const plan = () => planTask({ db, actor }, { table: "places", selection: { kind: "matching" }, change });
const populations = async () =>
  (await db.execute<{ n: number }>(sql`select population as n from places order by geoname_id`)).map(({ n }) => n);

async function run(taskId: string): Promise<number> {
  await applyPlan({ db, actor }, { taskId });
  await drain(db, taskId);
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
  expect(task).toMatchObject({ state: "succeeded", total: task?.changed });
  return task?.changed ?? 0;
}

test("a plan keeps the chunks that it was frozen in, whatever the table declares by then", async () => {
  await insertPlaces(db, 500);
  const before = await populations();
  chunksOf(100);
  const { taskId } = await plan();
  chunksOf(1_000);
  const { counts, rows, nextCursor } = await previewPlan({ db, actor }, { taskId, pageSize: 150 });
  expect(counts).toMatchObject({ total: 500, willChange: 500 });
  expect(rows).toHaveLength(150);
  const next = await previewPlan({ db, actor }, { taskId, pageSize: 150, cursor: nextCursor });
  expect(next.rows.map(({ id }) => Number(id))).toEqual(Array.from({ length: 150 }, (_, i) => 151 + i));
  expect(await run(taskId)).toBe(500);

  const undo = await planUndo({ db, actor }, { taskId });
  chunksOf(70);
  expect((await previewPlan({ db, actor }, undo)).counts).toMatchObject({ willChange: 500 });
  expect(await run(undo.taskId)).toBe(500);
  expect(await populations()).toEqual(before);
});

test("a slice that a limit cuts loses none of its records: not their content, and not what an undo takes back", async () => {
  await insertPlaces(db, 300);
  const before = await populations();
  const { taskId } = await plan();
  await splitSlice(db, taskId, 100);
  await db.execute(sql`update places set population = population`);
  expect(await run(taskId)).toBe(300);

  const undo = await planUndo({ db, actor }, { taskId });
  await splitSlice(db, undo.taskId, 30);
  await splitSlice(db, undo.taskId, 20);
  expect(await run(undo.taskId)).toBe(300);
  expect(await populations()).toEqual(before);

  // All hold the same after it, so only its place in the history says what each held before.
  await db.execute(sql`update places set region = 'r' || geoname_id`);
  const same = { kind: "update" as const, columns: { region: { op: "set", value: "same" } } };
  const set = await planTask({ db, actor }, { table: "places", selection: { kind: "matching" }, change: same });
  expect(await run(set.taskId)).toBe(300);
  const back = await planUndo({ db, actor }, { taskId: set.taskId });
  await splitSlice(db, back.taskId, 40);
  await splitSlice(db, back.taskId, 10);
  expect(await run(back.taskId)).toBe(300);
  const [right] = await db.execute(sql`select bool_and(region = 'r' || geoname_id) as "all" from places`);
  expect(right).toEqual({ all: true });

  const again = await planUndo({ db, actor }, { taskId: undo.taskId });
  await splitSlice(db, again.taskId, 30);
  expect(await run(again.taskId)).toBe(300);
  expect(await populations()).toEqual(before.map((n) => n + 7));
});
