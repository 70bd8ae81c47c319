import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import pino from "pino";
import postgres from "postgres";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { violations } from "@/crash/oracle";
import { startTask, taskRow } from "@/crash/tasks";
import type { Actor } from "@/lib/model/actor";
import { type Db, openDatabase } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { notifications } from "@/lib/db/schema/notifications";
import { recordOutcomes } from "@/lib/db/schema/record-outcomes";
import { TASKS_CHANNEL } from "@/lib/live/notify";
import { places } from "@/lib/testing/sample-tables";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { moveTask } from "@/lib/testing/move-task";
import { taskTables } from "@/lib/testing/task-tables";
import type { Change } from "@/lib/bulk/model/change";
import { cancelTask } from "@/lib/bulk/task/control-task";
import { snapshotsOf } from "@/lib/bulk/task/task-snapshots";
import { finishIfDone } from "./finish-task";
import { BackPressure } from "./back-pressure";
import { maintain } from "./maintenance";
import type { BulkOptions } from "@/lib/bulk/model/options";
import { BatchSizes } from "./batch-size";
import { Progress, storeProgress } from "./progress";
import type { LaneEnd } from "@/lib/queue/queue-backend";
import { type LaneDeps, runLane } from "./run-lane";
import { sweep } from "./sweep";
import { untilNobodyWrites } from "@/lib/testing/sessions";

const log = pino({ level: "silent" });
const add = (by: string): Change => ({ kind: "update", columns: { population: { op: "add", by } } });

let db: Db;
let url: string;
let editor: Actor;
let deps: LaneDeps;

beforeAll(async () => {
  ({ db, url } = await testDatabase());
  editor = await createUser(db);
  const signal = new AbortController().signal;
  deps = {
    db,
    worker: "test",
    progress: new Progress(db),
    batchSizes: new BatchSizes(),
    backPressure: new BackPressure(db, {}, log),
    signal,
    log,
    sliceMs: () => 3_000,
  };
});

beforeEach(async () => {
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  await db.execute(sql`truncate places, ${taskTables}`);
  registerTable(places);
});

/** Runs a lane as a queue would, until it has nothing more to do. */
async function runToEnd(taskId: string): Promise<void> {
  let end: LaneEnd = "again";
  while (end !== "done") {
    end = await runLane(deps, { taskId, lane: 0 });
    if (end === "later") await sleep(100);
  }
}

const withOptions = (bulk: Partial<BulkOptions>) => registerTable(defineTable(placesTable, { bulk }));
const later = (taskId: string, column: string, ago: string) =>
  db.execute(
    sql`update swath.bulk_tasks set ${sql.identifier(column)} = now() - ${ago}::interval where id = ${taskId}`,
  );
const jobCount = async () => (await db.execute(sql`select 1 from graphile_worker.jobs`)).length;

test("a full disk: the task waits as long as that lasts, says so, and loses nothing", async () => {
  await insertPlaces(db, 3_000);
  const taskId = await startTask(db, editor, add("1"));
  await db.execute(sql`
      create or replace function no_room() returns trigger language plpgsql as $$
      begin raise exception using errcode = tg_argv[0]; end $$`);
  await db.execute(sql`
      create trigger no_room before update on places
      for each statement execute function no_room('disk_full')`);
  try {
    for (let times = 0; times < 8; times++)
      expect(await runLane({ ...deps, unfitPauseMs: 1 }, { taskId, lane: 0 })).toBe("later");
    expect(await taskRow(db, taskId)).toMatchObject({ state: "running", processed: 0, heldFor: "disk_full" });
  } finally {
    await db.execute(sql`drop trigger no_room on places`);
  }
  await runToEnd(taskId);
  const task = await taskRow(db, taskId);
  expect(task).toMatchObject({ state: "succeeded", changed: 3_000, heldFor: null });
  expect(await violations(db, task)).toEqual([]);
});

test("a task whose queue is unknown here keeps no other waiting", async () => {
  await insertPlaces(db, 100);
  const heartbeatAt = new Date(Date.now() - 60_000);
  const [unknown, other] = [await startTask(db, editor, add("1")), await startTask(db, editor, add("2"))];
  await db.update(bulkTasks).set({ heartbeatAt, backend: "rabbit" }).where(eq(bulkTasks.id, unknown));
  await db.update(bulkTasks).set({ heartbeatAt }).where(eq(bulkTasks.id, other));
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  await sweep({ db, log });
  // Its two lanes.
  expect(await jobCount()).toBe(2);
  const ctx = { db, actor: editor };
  expect(await cancelTask(ctx, { taskId: unknown })).toMatchObject({ state: "cancelled" });
});

test("a database that takes no writes: the task waits, its page says why, and it goes on by itself", async () => {
  await insertPlaces(db, 100);
  const taskId = await startTask(db, editor, add("1"));
  const { pathname } = new URL(url);
  const readOnly = (on: boolean) =>
    db.execute(sql.raw(`alter database ${pathname.slice(1)} set default_transaction_read_only = ${on ? "on" : "off"}`));
  await readOnly(true);
  const standby = openDatabase(url, { max: 2 });
  try {
    const lane = { ...deps, db: standby.db, unfitPauseMs: 1 };
    for (let times = 0; times < 3; times++) expect(await runLane(lane, { taskId, lane: 0 })).toBe("later");
    expect((await snapshotsOf(standby.db, [taskId]))[0]?.waiting).toEqual({ kind: "read_only" });
  } finally {
    await standby.end();
    await readOnly(false);
  }
  await runToEnd(taskId);
  expect(await taskRow(db, taskId)).toMatchObject({ state: "succeeded", changed: 100 });
});

test("records that the database refuses leave the task partial, each with its reason", async () => {
  await insertPlaces(db, 3_000, (id) => ({ population: id % 100 === 0 ? 1 : 1_000 }));
  const taskId = await startTask(db, editor, add("-10"));
  await runToEnd(taskId);
  const task = await taskRow(db, taskId);
  expect(task).toMatchObject({ state: "partial", changed: 2_970, failed: 30 });
  expect(await violations(db, task)).toEqual([]);
});

test("two ends at once: one caller gets it, the other nothing", async () => {
  await insertPlaces(db, 100);
  const taskId = await startTask(db, editor, add("1"));
  await moveTask(db, taskId, "cancelling");
  const ends = await Promise.all([finishIfDone(db, taskId), finishIfDone(db, taskId)]);
  expect(ends.filter(Boolean)).toHaveLength(1);
  expect(await taskRow(db, taskId)).toMatchObject({ state: "cancelled", processed: 0 });
});

test("a cancelled task has its end only when the chunk in flight has committed", async () => {
  await insertPlaces(db, 2_000);
  const taskId = await startTask(db, editor, add("1"));
  await moveTask(db, taskId, "running");
  let commit: (() => void) | undefined;
  const inFlight = db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from swath.bulk_chunks where task_id = ${taskId} and seq = 0 for update`);
    await tx.execute(
      sql`update swath.bulk_chunks set done_at = now(), changed = 1000 where task_id = ${taskId} and seq = 0`,
    );
    await new Promise<void>((resolve) => (commit = resolve));
  });
  await vi.waitFor(() => expect(commit).toBeDefined(), 10_000);
  await moveTask(db, taskId, "cancelling");
  const early = await finishIfDone(db, taskId);
  const { state } = await taskRow(db, taskId);
  commit?.();
  await inFlight;
  expect(early).toBeUndefined();
  expect(state).toBe("cancelling");
  expect(await finishIfDone(db, taskId)).toMatchObject({ state: "cancelled", processed: 1_000 });
});

test("stored progress never goes back, and a burst of commits is one revision", async () => {
  await insertPlaces(db, 2_000);
  const taskId = await startTask(db, editor, add("1"));
  await moveTask(db, taskId, "running");
  await db.execute(
    sql`update swath.bulk_chunks set done_at = now(), changed = 1000 where task_id = ${taskId} and seq = 0`,
  );
  const before = await taskRow(db, taskId);
  for (let i = 0; i < 100; i++) deps.progress.touch(taskId);
  await vi.waitFor(async () => expect((await taskRow(db, taskId)).processed).toBe(1_000), 10_000);
  // What would follow is stored now.
  await deps.progress.flush(taskId);
  const after = await taskRow(db, taskId);
  expect(after.processed).toBe(1_000);
  const [{ last } = { last: 0 }] = await db.execute<{ last: number }>(
    sql`select last_value::int as last from swath.task_revision`,
  );
  expect(after.revision).toBe(before.revision + 1);
  expect(last).toBe(after.revision);

  await db.update(bulkTasks).set({ processed: 2_000 }).where(eq(bulkTasks.id, taskId));
  await storeProgress(db, taskId);
  expect((await taskRow(db, taskId)).processed).toBe(2_000);
});

test("a task of which most first records fail stops early and says so", async () => {
  await insertPlaces(db, 12_000, (id) => ({ population: id % 3 === 0 ? 1_000 : 1 }));
  const taskId = await startTask(db, editor, add("-10"));
  await runToEnd(taskId);
  const task = await taskRow(db, taskId);
  expect(task).toMatchObject({ state: "failed", errorCode: "STOPPED_EARLY" });
  expect(task.errorMessage).toBe(
    "Stopped: 3,334 of the first 5,000 records failed. The remaining records were left as they are.",
  );
  expect(task.processed).toBeLessThan(12_000);
  expect(await violations(db, task)).toEqual([]);
});

test("a hook that keeps throwing ends the task after some tries, and nothing is written", async () => {
  const beforeChunk = vi.fn(() => {
    throw new Error("the hook is broken");
  });
  withOptions({ beforeChunk });
  await insertPlaces(db, 100);
  const taskId = await startTask(db, editor, add("1"));
  await runToEnd(taskId);
  const task = await taskRow(db, taskId);
  expect(task).toMatchObject({ state: "failed", errorCode: "INTERNAL", processed: 0 });
  expect(beforeChunk).toHaveBeenCalledTimes(5);
  expect(await violations(db, task)).toEqual([]);
});

test("a chunk that somebody keeps locked is given up after its last try, record by record and by name", async () => {
  await insertPlaces(db, 3);
  const taskId = await startTask(db, editor, add("1"));
  await db.execute(sql`update swath.bulk_chunks set attempts = 5 where task_id = ${taskId}`);
  const other = postgres(url, { max: 1 });
  const locked = await other.reserve();
  await locked`begin`;
  await locked`select from places where geoname_id = 2 for update`;
  await runToEnd(taskId);
  await locked`rollback`;
  locked.release();
  await other.end();
  const task = await taskRow(db, taskId);
  expect(task).toMatchObject({ state: "failed", failed: 3, changed: 0 });
  const outcomes = await db.select().from(recordOutcomes).where(eq(recordOutcomes.taskId, taskId));
  expect(outcomes.map(({ recordId, label, message }) => [recordId, label, message])).toEqual(
    ["1", "2", "3"].map((id) => [id, `Place ${id}`, "Someone else kept this part of the selection locked."]),
  );
  expect(await violations(db, task)).toEqual([]);
});

test("a task waits for as long as somebody keeps the whole table locked, and says so", async () => {
  await insertPlaces(db, 3);
  const taskId = await startTask(db, editor, add("1"));
  await db.execute(sql`update swath.bulk_chunks set attempts = 5 where task_id = ${taskId}`);
  const impatient = openDatabase(url, { settings: { lock_timeout: "200ms" } });
  const other = postgres(url, { max: 1 });
  const locked = await other.reserve();
  await locked`begin`;
  await locked`lock table places in access exclusive mode`;
  for (let i = 0; i < 6; i++) {
    await db.execute(sql`update swath.bulk_chunks set not_before = null where task_id = ${taskId}`);
    expect(await runLane({ ...deps, db: impatient.db }, { taskId, lane: 0 })).toBe("later");
  }
  expect(await taskRow(db, taskId)).toMatchObject({ state: "running", processed: 0, heldFor: "lock_waits" });
  await locked`rollback`;
  locked.release();
  await Promise.all([other.end(), impatient.end()]);
  await db.execute(sql`update swath.bulk_chunks set not_before = null where task_id = ${taskId}`);
  await runToEnd(taskId);
  const task = await taskRow(db, taskId);
  expect(task).toMatchObject({ state: "succeeded", changed: 3, failed: 0 });
  expect(await violations(db, task)).toEqual([]);
});

test("a task that changes all or nothing is told of as it ends", async () => {
  await insertPlaces(db, 2_000);
  const taskId = await startTask(db, editor, add("1"), { patch: { errorPolicy: "all_or_nothing" } });
  const listener = postgres(url, { max: 1 });
  const heard: string[] = [];
  await listener.listen(TASKS_CHANNEL, (payload) => void heard.push(payload));
  await runToEnd(taskId);
  const task = await taskRow(db, taskId);
  await vi.waitFor(() => expect(heard).toContain(JSON.stringify({ id: taskId, revision: task.revision })), 10_000);
  await listener.end();
  expect(task).toMatchObject({ state: "succeeded", changed: 2_000 });
  const [late] = await db.execute(sql`
    select from swath.bulk_tasks t join swath.bulk_chunks c on c.task_id = t.id
    where t.id = ${taskId} and t.finished_at < c.done_at`);
  expect(late).toBeUndefined();
  expect(await violations(db, task)).toEqual([]);
});

test("a host whose clock is set back goes on storing progress", async () => {
  await insertPlaces(db, 2_000);
  const taskId = await startTask(db, editor, add("1"));
  await moveTask(db, taskId, "running");
  const done = (seq: number) =>
    db.execute(sql`
      update swath.bulk_chunks set done_at = now(), changed = 1000 where task_id = ${taskId} and seq = ${seq}::int`);
  const progress = new Progress(db);
  await done(0);
  progress.touch(taskId);
  await vi.waitFor(async () => expect((await taskRow(db, taskId)).processed).toBe(1_000), 10_000);
  const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() - 3_600_000);
  await done(1);
  progress.touch(taskId);
  clock.mockRestore();
  await vi.waitFor(async () => expect((await taskRow(db, taskId)).processed).toBe(2_000), 10_000);
});

test("a lane that wakes up after others have written its chunk writes nothing twice", async () => {
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => (wake = resolve));
  let pid = 0;
  const afterChunk: BulkOptions["afterChunk"] = async ({ tx }) => {
    if (pid > 0) return;
    const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    pid = backend?.pid ?? 0;
    await asleep;
    await tx.execute(sql`update places set notes = 'from the grave' where geoname_id = 1`);
  };
  withOptions({ afterChunk });
  await insertPlaces(db, 3_000);
  const taskId = await startTask(db, editor, add("1"));
  const zombie = runLane(deps, { taskId, lane: 0 });
  zombie.catch(() => {});
  await vi.waitFor(() => expect(pid).toBeGreaterThan(0), 10_000);
  // What the server does to a frozen worker once its transaction has been idle for too long.
  await db.execute(sql`select pg_terminate_backend(${pid}::int)`);
  await runToEnd(taskId);
  wake();
  await expect(zombie).rejects.toThrow(/Failed query/);
  await untilNobodyWrites(db);
  const task = await taskRow(db, taskId);
  expect(task).toMatchObject({ state: "succeeded", changed: 3_000 });
  expect(await violations(db, task)).toEqual([]);
  const [written] = await db.execute<{ once: number; grave: number }>(sql`
    select count(*) filter (where population = 1000 * geoname_id + 1)::int as once, count(notes)::int as grave from places`);
  expect(written).toEqual({ once: 3_000, grave: 0 });
});

test("sweeps at once bring a stalled task back once, and leave a moving one alone", async () => {
  await insertPlaces(db, 100);
  const taskId = await startTask(db, editor, add("1"));
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  await sweep(deps);
  expect(await jobCount()).toBe(0);
  await later(taskId, "heartbeat_at", "5 seconds");
  await Promise.all([sweep(deps), sweep(deps), sweep(deps)]);
  expect(await jobCount()).toBe(2);
});

test("a plan that nobody applied expires; a task never does", async () => {
  await insertPlaces(db, 100);
  const [kept, expired, fresh] = [
    await startTask(db, editor, add("1")),
    await startTask(db, editor, add("2")),
    await startTask(db, editor, add("3")),
  ];
  await db.execute(sql`update swath.bulk_tasks set state = 'planned' where id <> ${kept}`);
  await later(kept, "created_at", "2 hours");
  await later(expired, "created_at", "61 minutes");
  await maintain(db, log, { historyMonths: 12 });
  const left = await db.select({ id: bulkTasks.id }).from(bulkTasks);
  expect(left.map((task) => task.id).sort()).toEqual([kept, fresh].sort());
});

test("history older than the retention goes by whole months, with what belongs to its tasks", async () => {
  await db.execute(sql`
    create table if not exists swath.record_changes_2001_01 partition of swath.record_changes
      for values from ('2001-01-01') to ('2001-02-01')`);
  await insertPlaces(db, 100);
  const [old, recent] = [await startTask(db, editor, add("1")), await startTask(db, editor, add("2"))];
  await runToEnd(old);
  await runToEnd(recent);
  await db
    .insert(notifications)
    .values([old, recent].map((taskId) => ({ taskId, channel: "email" as const, recipient: "me@example.com" })));
  await later(old, "finished_at", "14 months");
  await maintain(db, log, { historyMonths: 12 });
  const tables = await db.execute(sql`select to_regclass('swath.record_changes_2001_01') as there`);
  expect(tables[0]).toEqual({ there: null });
  const left = await db.execute<{ task_id: string }>(sql`select distinct task_id from swath.bulk_chunks`);
  expect(left.map((row) => row.task_id)).toEqual([recent]);
  const messages = await db.select({ taskId: notifications.taskId }).from(notifications);
  expect(messages).toEqual([{ taskId: recent }]);
  expect((await taskRow(db, old)).changed).toBe(100);
  expect(await violations(db, await taskRow(db, recent))).toEqual([]);
});
