import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import pino from "pino";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { violations } from "@/crash/oracle";
import { startTask, taskRow } from "@/crash/tasks";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { insertTask } from "@/lib/testing/insert-task";
import { BackPressure } from "@/lib/bulk/run/back-pressure";
import { limitTask } from "./limit-task";
import type { BulkOptions } from "@/lib/bulk/model/options";
import { BatchSizes } from "@/lib/bulk/run/batch-size";
import { Progress } from "@/lib/bulk/run/progress";
import type { LaneEnd } from "@/lib/queue/queue-backend";
import { type LaneDeps, runLane } from "@/lib/bulk/run/run-lane";
import { snapshotsOf } from "./task-snapshots";
import { taskTimeline } from "./task-timeline";

const log = pino({ level: "silent" });
let db: Db;
let editor: Actor;
let admin: Actor;
let deps: LaneDeps;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  admin = await createUser(db, { role: "admin", name: "Ada" });
  await insertPlaces(db, 2_000);
  const backPressure = new BackPressure(db, {}, log);
  const signal = new AbortController().signal;
  deps = {
    db,
    worker: "test",
    progress: new Progress(db),
    batchSizes: new BatchSizes(),
    backPressure,
    signal,
    log,
    sliceMs: () => 800,
  };
});
beforeEach(() => void declare({ chunkSize: 100 }));

const declare = (bulk: Partial<BulkOptions>) => registerTable(defineTable(placesTable, { bulk }));
const start = (patch = {}) =>
  startTask(db, editor, { kind: "update", columns: { population: { op: "add", by: "1" } } }, { patch });
const limit = (taskId: string, maxRecordsPerSecond: number | null, lanes = 2) =>
  limitTask({ db, actor: admin }, { taskId, maxRecordsPerSecond, lanes });

/** Runs lanes as a queue would, until none has anything more to do; answers how long it took. */
async function run(taskId: string, lanes: number): Promise<number> {
  const begun = performance.now();
  const toEnd = async (lane: number) => {
    for (let end: LaneEnd = "again"; end !== "done";) {
      end = await runLane(deps, { taskId, lane });
      if (end === "later") await sleep(100);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => toEnd(lane)));
  return (performance.now() - begun) / 1_000;
}

/** How long it takes from now until so many records are done. */
async function secondsUntilDone(taskId: string, records: number): Promise<number> {
  const begun = performance.now();
  await vi.waitFor(async () => expect(await done(taskId)).toBeGreaterThanOrEqual(records), 10_000);
  return (performance.now() - begun) / 1_000;
}

test("all lanes together keep to the limit, in even steps, and the task says by whom", async () => {
  const taskId = await start();
  expect(await limit(taskId, 800)).toMatchObject({ maxRecordsPerSecond: 800 });
  const running = run(taskId, 2);
  const seen: number[] = [];
  for (let i = 0; i < 8; i++) {
    await sleep(250);
    seen.push(await done(taskId));
  }
  // Two seconds: 1,600 records, and a step more at most.
  expect(seen.at(-1)).toBeGreaterThan(1_000);
  expect(seen.at(-1)).toBeLessThanOrEqual(2_000);
  const steps = seen.map((n, i) => n - (seen[i - 1] ?? 0));
  expect(Math.max(...steps)).toBeLessThanOrEqual(800);
  expect(await running).toBeGreaterThan(1.9);
  expect(await taskRow(db, taskId)).toMatchObject({ state: "succeeded", changed: 2_000 });
});

test("slices that were frozen large are cut, and every record is written once all the same", async () => {
  declare({ chunkSize: 1_000 });
  const taskId = await start();
  await limit(taskId, 200);
  const running = run(taskId, 2);
  // In steps of 100, the first at once: the fourth has its turn after a second and a half.
  expect(await secondsUntilDone(taskId, 400)).toBeGreaterThan(1);
  expect(await done(taskId)).toBeLessThanOrEqual(500);
  await limit(taskId, null);
  await running;
  const task = await taskRow(db, taskId);
  expect(task).toMatchObject({ state: "succeeded", changed: 2_000, processed: 2_000 });
  expect(await violations(db, task)).toEqual([]);
});

test("a limited task ends with its last records, not when the next ones would have been due", async () => {
  const ids = Array.from({ length: 20 }, (_, i) => String(i + 1));
  const change = { kind: "update" as const, columns: { population: { op: "add", by: "1" } } };
  const taskId = await startTask(db, editor, change, { selection: { kind: "records", ids } });
  await limit(taskId, 1);
  expect(await run(taskId, 2)).toBeLessThan(10);
  expect(await taskRow(db, taskId)).toMatchObject({ state: "succeeded", changed: 20 });
});

test("a limit changed while the task runs holds from the next step", async () => {
  const taskId = await start();
  await limit(taskId, 50);
  const running = run(taskId, 1);
  expect(await secondsUntilDone(taskId, 75)).toBeGreaterThan(0.5);
  expect(await done(taskId)).toBeLessThanOrEqual(300);
  expect(await limit(taskId, null)).toMatchObject({ maxRecordsPerSecond: null });
  expect(await running).toBeLessThan(15);
  const limits = (await taskTimeline({ db, actor: editor }, { taskId })).filter(({ action }) => action === "limited");
  expect(limits).toMatchObject([
    { actor: { name: "Ada" }, details: { maxRecordsPerSecond: 50, lanes: 2, was: { maxRecordsPerSecond: null } } },
    { actor: { name: "Ada" }, details: { maxRecordsPerSecond: null, was: { maxRecordsPerSecond: 50 } } },
  ]);
});

test("a lane beyond the limit ends at once; one below it goes on", async () => {
  const taskId = await start();
  await limit(taskId, null, 1);
  await runLane({ ...deps, sliceMs: () => 0 }, { taskId, lane: 0 });
  expect(await runLane(deps, { taskId, lane: 1 })).toBe("done");
  expect(await done(taskId)).toBe(0);
  await run(taskId, 1);
  expect(await taskRow(db, taskId)).toMatchObject({ state: "succeeded" });
});

test("more lanes than before are asked for", async () => {
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  const taskId = await startTask(
    db,
    editor,
    { kind: "update", columns: { region: { op: "set", value: "L" } } },
    { lanes: 1 },
  );
  await limit(taskId, null, 4);
  const jobs = await db.execute<{ key: string }>(sql`select key from graphile_worker.jobs order by key`);
  expect(jobs.map(({ key }) => key)).toEqual([0, 1, 2, 3].map((lane) => `swath:${taskId}:${lane}`));
  await run(taskId, 1);
});

test("a table's declared limit holds for its tasks, in smaller slices, and they say so", async () => {
  declare({ maxRecordsPerSecond: 200 });
  const taskId = await start();
  const [chunk] = await db.execute<{ size: number }>(
    sql`select max(size) as size from swath.bulk_chunks where task_id = ${taskId}`,
  );
  expect(chunk?.size).toBe(100);
  expect(await taskRow(db, taskId)).toMatchObject({ maxRecordsPerSecond: 200, limitedBy: null });
  await limit(taskId, null);
  await run(taskId, 2);
});

test.each([
  ["somebody's lock", { heldFor: "lock_waits" as const }, { kind: "lock_waits" }],
  ["a limit", { maxRecordsPerSecond: 5 }, { kind: "throttled", recordsPerSecond: 5, by: null }],
  ["nothing", {}, null],
])("a running task says that it waits for %s", async (_, columns, waiting) => {
  await db.execute(sql`
    insert into swath.worker_heartbeats (id, host, pid, version) values ('w', 'h', 1, 'v')
    on conflict (id) do update set seen_at = now()`);
  const { id } = await insertTask(db, editor, { backend: "graphile", ...columns });
  expect((await limited(id)).waiting).toEqual(waiting);
  await db.execute(sql`update swath.worker_heartbeats set seen_at = now() - interval '20 seconds'`);
  expect((await limited(id)).waiting).toEqual({ kind: "no_worker" });
});

test("what can't be limited is refused, and so is everybody but admins", async () => {
  const running = await insertTask(db, editor);
  const viewer = await createUser(db, { role: "viewer" });
  const asked = { taskId: running.id, maxRecordsPerSecond: 5, lanes: 1 };
  for (const actor of [editor, viewer])
    await expect(limitTask({ db, actor }, asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const ended = await insertTask(db, editor, { state: "succeeded" });
  await expect(limit(ended.id, 5)).rejects.toMatchObject({ code: "CONFLICT" });
  const plan = await insertTask(db, editor, { state: "planned" });
  await expect(limit(plan.id, 5)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const whole = await insertTask(db, editor, { errorPolicy: "all_or_nothing" });
  await expect(limit(whole.id, 5)).rejects.toMatchObject({
    code: "CONFLICT",
    fields: { maxRecordsPerSecond: expect.any(String) },
  });
});

async function done(taskId: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select coalesce(sum(size), 0)::int as n from swath.bulk_chunks where task_id = ${taskId} and done_at is not null`,
  );
  return row?.n ?? 0;
}

const limited = async (taskId: string) => {
  const [snapshot] = await snapshotsOf(db, [taskId]);
  if (!snapshot) throw new Error("No such task.");
  return snapshot;
};
