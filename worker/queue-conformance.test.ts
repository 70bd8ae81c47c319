import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { violations } from "@/crash/oracle";
import { killTheWriter } from "@/crash/kill-the-writer";
import { chunkWorkers, startTask, untilChunksDone, untilEnded, untilState } from "@/crash/tasks";
import { endWorkerProcesses, startWorkerProcess } from "@/crash/worker-process";
import type { Change } from "@/lib/bulk/model/change";
import { sweep } from "@/lib/bulk/run/sweep";
import { cancelTask, pauseTask, resumeTask } from "@/lib/bulk/task/control-task";
import { limitTask } from "@/lib/bulk/task/limit-task";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import type { Actor } from "@/lib/model/actor";
import { backendNamed } from "@/lib/queue/backends";
import type { LaneEnd, LaneJob, OthersWait, Working } from "@/lib/queue/queue-backend";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { insertTask } from "@/lib/testing/insert-task";
import { quickPlaces, raisedInAll, slowPlaces } from "@/lib/testing/slow-places";
import { applyPlan, planTask } from "@/lib/testing/verbs";
import { startWorker } from "./start-worker";

/** Read on import, and Redis has to be somewhere by then. */
const { redis, hasRedis } = await vi.hoisted(async () => {
  const { RedisServer, hasRedis } = await import("@/lib/testing/redis-server");
  const redis = await RedisServer.reserve();
  vi.stubEnv("REDIS_URL", redis.url);
  vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none");
  return { redis, hasRedis };
});

const PLACES = 3_000;
const raise: Change = { kind: "update", columns: { population: { op: "add", by: "1" } } };
const log = pino({ level: "silent" });
const BACKENDS = ["graphile", "polling", "inline", ...(hasRedis ? ["bullmq"] : [])];

let database: TestDatabase;
let db: TestDatabase["db"];
let editor: Actor;
let admin: Actor;

beforeAll(async () => {
  if (hasRedis) await redis.start();
  database = await testDatabase();
  ({ db } = database);
  editor = await createUser(db);
  admin = await createUser(db, { role: "admin" });
  await insertPlaces(db, PLACES);
});
afterAll(() => redis.kill());

/** What runs lanes, and what was run, in its place. Each lane says `ends` when its turn is over. */
function recorder(turn: (job: LaneJob, othersWait: OthersWait) => LaneEnd | Promise<LaneEnd>) {
  const turns: string[] = [];
  let running = 0;
  let most = 0;
  return {
    turns,
    most: () => most,
    lanes: {
      async run(job: LaneJob, othersWait: OthersWait): Promise<LaneEnd> {
        turns.push(job.taskId);
        most = Math.max(most, (running += 1));
        const end = await turn(job, othersWait);
        running -= 1;
        if (end === "done") await db.update(bulkTasks).set({ state: "succeeded" }).where(eq(bulkTasks.id, job.taskId));
        return end;
      },
    },
  };
}

describe.each(BACKENDS)("the queue %s by itself", (name) => {
  const backend = backendNamed(name);
  let working: Working | undefined;
  const work = async ({ lanes }: ReturnType<typeof recorder>, concurrency = 2) => {
    const { url } = database;
    working = await backend.work?.({ db, url, session: true, listenUrl: url, lanes, concurrency, log });
  };
  afterEach(async () => {
    await working?.stop();
    await db.execute(sql`delete from swath.bulk_tasks`);
    await db.execute(sql`delete from graphile_worker._private_jobs`);
    if (hasRedis) await redis.empty();
  });

  const waiting = (lanes = 1) => insertTask(db, editor, { backend: name, lanes });
  const ask = async (taskId: string, lanes = 1) => {
    await backend.enqueueLanes(db, taskId, lanes);
    await backend.afterCommit?.(taskId, lanes);
  };

  test("runs nothing that was asked for in a transaction that is rolled back", async () => {
    const seen = recorder(() => "done");
    await work(seen);
    const undone = db.transaction(async (tx) => {
      const task = await insertTask(tx, editor, { backend: name });
      await backend.enqueueLanes(tx, task.id, 2);
      throw new Error("rolled back");
    });
    await expect(undone).rejects.toThrow("rolled back");
    const other = await waiting();
    await ask(other.id);
    await vi.waitFor(() => expect(seen.turns).toEqual([other.id]), 5_000);
  });

  test("runs as many lanes as were asked for, however often that was", async () => {
    const seen = recorder(() => sleep(100, "done"));
    await work(seen, 4);
    const task = await waiting(2);
    for (let times = 0; times < 3; times++) await ask(task.id, 2);
    await vi.waitFor(() => expect(seen.turns.length).toBeGreaterThanOrEqual(2), 5_000);
    await sleep(300);
    // Asked for again while it runs, a lane may run once more.
    expect(seen.turns.length).toBeLessThanOrEqual(4);
  });

  test("a lane with more to do goes on, one that is put off comes back, one that is done does not", async () => {
    const ends: LaneEnd[] = ["again", "again", "later", "again", "done"];
    const seen = recorder(() => ends.shift() ?? "done");
    await work(seen, 1);
    const task = await waiting();
    await ask(task.id);
    await vi.waitFor(() => expect(seen.turns).toHaveLength(5), 10_000);
    await sleep(700);
    expect(seen.turns).toHaveLength(5);
  });

  test("a small task has its turn while a large one goes on and on", async () => {
    const large = await waiting();
    let small: string | undefined;
    const seen = recorder(async ({ taskId }): Promise<LaneEnd> => {
      await sleep(50);
      return taskId === small || (seen.turns.includes(small ?? "") && seen.turns.length > 12) ? "done" : "again";
    });
    await work(seen, 1);
    await ask(large.id);
    await vi.waitFor(() => expect(seen.turns.length).toBeGreaterThan(3), 5_000);
    const before = seen.turns.length;
    ({ id: small } = await waiting());
    await ask(small);
    await vi.waitFor(() => expect(seen.turns).toContain(small), 5_000);
    expect(seen.turns.indexOf(small)).toBeGreaterThanOrEqual(before);
    await vi.waitFor(() => expect(seen.turns.at(-1)).toBe(large.id), 5_000);
    expect(seen.most()).toBe(1);
  });

  test("says whether others wait, so that a long turn can end early", async () => {
    const long = await waiting();
    let other: string | undefined;
    const seen = recorder(async ({ taskId }, othersWait): Promise<LaneEnd> => {
      if (taskId === other) return "done";
      expect(await othersWait(taskId)).toBe(false);
      ({ id: other } = await waiting());
      await ask(other);
      await vi.waitFor(async () => expect(await othersWait(taskId)).toBe(true), 3_000);
      return "done";
    });
    await work(seen, 1);
    await ask(long.id);
    await vi.waitFor(() => expect(seen.turns).toEqual([long.id, other]), 5_000);
  });

  test("stops after the lanes that run, and begins no other", async () => {
    let ended = false;
    const seen = recorder(async (): Promise<LaneEnd> => {
      await sleep(400);
      ended = true;
      return "again";
    });
    await work(seen, 1);
    const [first, second] = [await waiting(), await waiting()];
    await ask(first.id);
    await vi.waitFor(() => expect(seen.turns).toHaveLength(1), 5_000);
    await ask(second.id);
    await working?.stop();
    working = undefined;
    expect(ended).toBe(true);
    const after = seen.turns.length;
    await sleep(600);
    expect(seen.turns).toHaveLength(after);
    expect(after).toBe(1);
  });

  test("what was never asked for, or got lost, the sweep brings back", async () => {
    const seen = recorder(() => "done");
    await work(seen);
    const task = await insertTask(db, editor, { backend: name, heartbeatAt: new Date(Date.now() - 60_000) });
    await sweep({ db, log });
    await vi.waitFor(() => expect(seen.turns).toContain(task.id), 5_000);
  });
});

const raised = () => raisedInAll(db);

const slowly = async (ms: number, work: () => Promise<void>) => {
  await slowPlaces(db, ms);
  try {
    await work();
  } finally {
    await quickPlaces(db);
  }
};

const startOne = () => startWorker({ url: database.url, concurrency: 2, historyMonths: 12, notify: {} as never, log });

describe.each(BACKENDS)("tasks of the queue %s", (name) => {
  let worker: Awaited<ReturnType<typeof startWorker>> | undefined;
  beforeAll(async () => {
    worker = await startOne();
  });
  afterAll(() => worker?.stop());

  test("run to their end, and each record is written once", async () => {
    const before = await raised();
    const task = await untilEnded(db, await startTask(db, editor, raise, { backend: name }));
    expect(task).toMatchObject({ state: "succeeded", changed: PLACES });
    expect(await violations(db, task)).toEqual([]);
    expect(await raised()).toBe(before + PLACES);
  });

  test("are paused, limited, resumed and cancelled, also where their table has another queue by now", async () => {
    await slowly(200, async () => {
      const ctx = { db, actor: editor };
      const taskId = await startTask(db, editor, raise, { backend: name, lanes: 1 });
      await untilState(db, taskId, "running");
      await pauseTask(ctx, { taskId });
      await limitTask({ db, actor: admin }, { taskId, lanes: 2, maxRecordsPerSecond: 2_000 });
      await resumeTask(ctx, { taskId });
      await untilChunksDone(db, taskId, 1);
      await cancelTask(ctx, { taskId });
      const task = await untilEnded(db, taskId);
      expect(task.state).toMatch(/^(cancelled|succeeded)$/);
      expect(await violations(db, task)).toEqual([]);
    });
  });
});

test("what was said yes to while nobody could run it is cancelled at once, or begins with the first worker", async () => {
  await db.execute(sql`truncate swath.worker_heartbeats`);
  const ctx = { db, actor: editor };
  const ask = async () => {
    const { taskId } = await planTask(ctx, { table: "places", selection: { kind: "matching" }, change: raise });
    const { ran, task } = await applyPlan(ctx, { taskId, change: raise });
    expect({ ran, waiting: task.waiting }).toEqual({ ran: "background", waiting: { kind: "no_worker" } });
    return taskId;
  };
  const before = await raised();
  expect((await cancelTask(ctx, { taskId: await ask() })).state).toBe("cancelled");
  const taskId = await ask();
  const worker = await startOne();
  expect(await untilEnded(db, taskId)).toMatchObject({ state: "succeeded", changed: PLACES });
  expect(await raised()).toBe(before + PLACES);
  await worker.stop();
});

// The crash suite kills workers of the two others.
describe.each(BACKENDS.filter((name) => name === "inline" || name === "bullmq"))("tasks of the queue %s", (name) => {
  afterAll(endWorkerProcesses);

  test("outlive the process that runs them: another goes on within 10 s, and each record is written once", async () => {
    const before = await raised();
    await slowly(300, async () => {
      const env = { REDIS_URL: redis.url };
      const both = await Promise.all([startWorkerProcess(database.url, env), startWorkerProcess(database.url, env)]);
      const taskId = await startTask(db, editor, raise, { backend: name, lanes: 1 });
      const { done, tookMs } = await killTheWriter(db, both, taskId);
      expect(done).toBeLessThan(PLACES / 1_000);
      expect(tookMs).toBeLessThan(10_000);
      const task = await untilEnded(db, taskId);
      expect(task).toMatchObject({ state: "succeeded", changed: PLACES });
      expect(new Set(await chunkWorkers(db, taskId)).size).toBe(2);
      expect(await violations(db, task)).toEqual([]);
    });
    expect(await raised()).toBe(before + PLACES);
  });
});

describe.skipIf(!hasRedis)("while Redis is away (skipped where there is none)", () => {
  const bullmq = backendNamed("bullmq");
  let worker: Awaited<ReturnType<typeof startWorker>>;
  beforeAll(async () => {
    worker = await startOne();
  });
  afterAll(() => worker.stop());

  test("nobody waits for it but the task, which runs when it is back", async () => {
    const before = await raised();
    await redis.kill();
    const askedAt = performance.now();
    expect(await bullmq.available(db)).toEqual({
      ok: false,
      why: "Redis can't be reached at the address in REDIS_URL.",
    });
    const taskId = await startTask(db, editor, raise, { backend: "bullmq" });
    expect(performance.now() - askedAt).toBeLessThan(5_000);
    await redis.start();
    const task = await untilEnded(db, taskId, 20_000);
    expect(task).toMatchObject({ state: "succeeded", changed: PLACES });
    expect(await violations(db, task)).toEqual([]);
    expect(await raised()).toBe(before + PLACES);
    expect(await bullmq.available(db)).toEqual({ ok: true });
  });

  test("a task under way goes on, though it comes back empty", async () => {
    const before = await raised();
    await slowly(300, async () => {
      const taskId = await startTask(db, editor, raise, { backend: "bullmq", lanes: 1 });
      await untilChunksDone(db, taskId, 1);
      await redis.kill();
      await redis.start();
      const task = await untilEnded(db, taskId, 20_000);
      expect(task).toMatchObject({ state: "succeeded", changed: PLACES });
      expect(await violations(db, task)).toEqual([]);
    });
    expect(await raised()).toBe(before + PLACES);
  });
});
