import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { violations } from "@/crash/oracle";
import { chunksDone, startTask, taskRow, untilChunksDone, untilEnded, untilState } from "@/crash/tasks";
import { endWorkerProcesses, startWorkerProcess, until } from "@/crash/worker-process";
import type { Actor } from "@/lib/model/actor";
import type { Change } from "@/lib/bulk/model/change";
import type { Db } from "@/lib/db/client";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { moveTask } from "@/lib/testing/move-task";
import { quickPlaces, slowPlaces } from "@/lib/testing/slow-places";
import { taskTables } from "@/lib/testing/task-tables";
import { untilAsleep, untilNobodyWrites } from "@/lib/testing/sessions";

const PLACES = 30_000;
const add: Change = { kind: "update", columns: { population: { op: "add", by: "1" } } };

let database: TestDatabase;
let db: Db;
let editor: Actor;

beforeAll(async () => {
  database = await testDatabase();
  ({ db } = database);
  editor = await createUser(db);
  await insertPlaces(db, PLACES);
});

beforeEach(async () => {
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  await db.execute(sql`truncate ${taskTables}`);
  await db.execute(sql`update places set population = 1000 * geoname_id where population <> 1000 * geoname_id`);
  await db.execute(sql`analyze places`);
});

afterEach(endWorkerProcesses);

/** Places whose population is `by` more than they were given. */
async function raisedBy(by: number): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from places where population = 1000 * geoname_id + ${by}::int`,
  );
  return row?.n ?? 0;
}

afterEach(() => quickPlaces(db));

test("a task runs to its end with exact counts", async () => {
  await startWorkerProcess(database.url);
  const taskId = await startTask(db, editor, add);
  const task = await untilEnded(db, taskId);
  expect(task).toMatchObject({ state: "succeeded", processed: PLACES, changed: PLACES, progressPercent: 100 });
  expect(await violations(db, task)).toEqual([]);
  expect(await raisedBy(1)).toBe(PLACES);
});

test("a worker killed in mid-task: another goes on within 10 s, and every record is written exactly once", async () => {
  await slowPlaces(db, 150);
  const first = await startWorkerProcess(database.url);
  const taskId = await startTask(db, editor, add);
  await untilChunksDone(db, taskId, 4);
  await first.end("SIGKILL");
  const before = await chunksDone(db, taskId);
  expect(before).toBeLessThan(PLACES / 1_000);

  const another = await startWorkerProcess(database.url);
  const readyAt = performance.now();
  await untilChunksDone(db, taskId, before + 1);
  expect(performance.now() - readyAt).toBeLessThan(10_000);
  expect(another.ended()).toBeUndefined();

  const task = await untilEnded(db, taskId);
  expect(task.state).toBe("succeeded");
  expect(await violations(db, task)).toEqual([]);
  expect(await raisedBy(1)).toBe(PLACES);
});

test("two workers share a task; one of them killed changes no result", async () => {
  await slowPlaces(db, 100);
  const [first] = await Promise.all([startWorkerProcess(database.url), startWorkerProcess(database.url)]);
  const taskId = await startTask(db, editor, add, { lanes: 4 });
  await untilChunksDone(db, taskId, 6);
  await first.end("SIGKILL");
  const task = await untilEnded(db, taskId);
  expect(await violations(db, task)).toEqual([]);
  expect(await raisedBy(1)).toBe(PLACES);
});

test("a frozen worker that wakes up when another has taken its chunk writes nothing twice, and works again", async () => {
  await slowPlaces(db, 150);
  const zombie = await startWorkerProcess(database.url);
  const taskId = await startTask(db, editor, add);
  await untilChunksDone(db, taskId, 3);
  zombie.signal("SIGSTOP");
  // The server's time-outs would do it after 15 s.
  await db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'swath-worker%'`);
  await startWorkerProcess(database.url);
  await untilChunksDone(db, taskId, 12);
  zombie.signal("SIGCONT");
  const task = await untilEnded(db, taskId);
  expect(await violations(db, task)).toEqual([]);
  expect(await raisedBy(1)).toBe(PLACES);

  const again = await startTask(db, editor, add);
  await untilEnded(db, again);
  await untilNobodyWrites(db);
  expect(await raisedBy(2)).toBe(PLACES);
  expect(zombie.ended()).toBeUndefined();
});

test("a cancelled task stops within a second, also in mid-statement, and writes nothing afterwards", async () => {
  await slowPlaces(db, 8_000);
  const worker = await startWorkerProcess(database.url);
  const taskId = await startTask(db, editor, add);
  await untilState(db, taskId, "running");
  await untilAsleep(db);
  await moveTask(db, taskId, "cancelling");
  const asked = performance.now();
  const task = await untilState(db, taskId, "cancelled");
  // Up to half a second to notice, and one more for the lane that gives the task its end.
  expect(performance.now() - asked).toBeLessThan(2_000);
  expect(await violations(db, task)).toEqual([]);
  const written = await raisedBy(1);
  expect(written).toBe(task.changed);
  // It ends its lanes first: after that it can't write any more.
  await worker.end("SIGTERM");
  expect(await raisedBy(1)).toBe(written);
  expect(await taskRow(db, taskId)).toMatchObject({ state: "cancelled", processed: task.processed });
});

test("a task cancelled half-way keeps what was written", async () => {
  await slowPlaces(db, 100);
  await startWorkerProcess(database.url);
  const taskId = await startTask(db, editor, add);
  await untilChunksDone(db, taskId, 5);
  await moveTask(db, taskId, "cancelling");
  const task = await untilState(db, taskId, "cancelled");
  expect(task.changed).toBeGreaterThanOrEqual(5_000);
  expect(task.changed).toBeLessThan(PLACES);
  expect(await violations(db, task)).toEqual([]);
  expect(await raisedBy(1)).toBe(task.changed);
});

test("a paused task rests until it is resumed", async () => {
  await slowPlaces(db, 100);
  await startWorkerProcess(database.url);
  const taskId = await startTask(db, editor, add);
  await untilChunksDone(db, taskId, 3);
  await moveTask(db, taskId, "paused");
  await untilNobodyWrites(db);
  const done = await chunksDone(db, taskId);
  // Longer than the sweep leaves a task alone that should move.
  await sleep(5_000);
  expect(await chunksDone(db, taskId)).toBe(done);
  expect(await taskRow(db, taskId)).toMatchObject({ state: "paused", processed: done * 1_000 });

  // Without any job: the sweep finds it.
  await moveTask(db, taskId, "running");
  const task = await untilEnded(db, taskId);
  expect(await violations(db, task)).toEqual([]);
  expect(await raisedBy(1)).toBe(PLACES);
});

test("a task whose jobs were lost is found by the sweep", async () => {
  const taskId = await startTask(db, editor, add);
  await db.execute(sql`delete from graphile_worker._private_jobs`);
  await startWorkerProcess(database.url);
  const task = await untilEnded(db, taskId, 20_000);
  expect(await violations(db, task)).toEqual([]);
});

test("the polling backend needs no queue, and misses no task", async () => {
  const before = await startTask(db, editor, add, { backend: "polling" });
  await startWorkerProcess(database.url);
  await untilEnded(db, before, 20_000);
  const during = await startTask(db, editor, add, { backend: "polling" });
  const tookMs = await until(async () => (await chunksDone(db, during)) > 0, 5_000, "the first chunk");
  expect(tookMs).toBeLessThan(1_500);
  const task = await untilEnded(db, during);
  expect(await violations(db, task)).toEqual([]);
  expect(await raisedBy(2)).toBe(PLACES);
});

test("SIGTERM ends a worker within 10 s with a task at work, and leaves no job locked", async () => {
  await slowPlaces(db, 12_000);
  const worker = await startWorkerProcess(database.url);
  const taskId = await startTask(db, editor, add);
  await untilState(db, taskId, "running");
  await untilAsleep(db);
  const { code, tookMs } = await worker.end("SIGTERM");
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(10_000);
  const locked = await db.execute(sql`select 1 from graphile_worker.jobs where locked_by is not null`);
  expect(locked.length).toBe(0);

  await quickPlaces(db);
  await startWorkerProcess(database.url);
  const task = await untilEnded(db, taskId);
  expect(await violations(db, task)).toEqual([]);
  expect(await raisedBy(1)).toBe(PLACES);
});

test("a person's lock on one record delays the task but doesn't stop it", async () => {
  await startWorkerProcess(database.url);
  let release = () => {};
  const held = db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from places where geoname_id = 12345 for update`);
    await new Promise<void>((resolve) => (release = resolve));
  });
  const taskId = await startTask(db, editor, add);
  await untilChunksDone(db, taskId, PLACES / 1_000 - 1).finally(() => release());
  await held;
  const task = await untilEnded(db, taskId);
  expect(await violations(db, task)).toEqual([]);
  expect(await raisedBy(1)).toBe(PLACES);
});

test("an actor who lost the right ends the task with a sentence, and nothing is written", async () => {
  const former = await createUser(db);
  const taskId = await startTask(db, former, add);
  await db.execute(sql`update swath.users set role = 'viewer' where id = ${former.id}`);
  await startWorkerProcess(database.url);
  const task = await untilState(db, taskId, "failed");
  expect(task).toMatchObject({ errorCode: "FORBIDDEN", processed: 0 });
  expect(await raisedBy(0)).toBe(PLACES);
});
