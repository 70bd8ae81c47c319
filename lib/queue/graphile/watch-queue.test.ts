import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { WorkerEvents } from "graphile-worker";
import { expect, test, vi } from "vitest";
import { pino } from "pino";
import { testDatabase } from "@/lib/testing/database";
import { untilAskedBy } from "@/lib/testing/sessions";
import { startGraphileLanes } from "./graphile-lanes";
import { addLaneJob } from "./lane-jobs";
import { watchQueue } from "./watch-queue";

const PATIENCE_MS = 50;

function watched(slots: number) {
  const events: WorkerEvents = new EventEmitter();
  const emit = (name: string) => void events.emit(name as never, {} as never);
  const queue = watchQueue(events, slots, PATIENCE_MS);
  const outcome = Promise.race([queue.lost.catch((error: Error) => error.message), sleep(4 * PATIENCE_MS, "fine")]);
  return { emit, outcome, queue };
}

test("a runner that was created and hears nothing is lost", async () => {
  const { emit, outcome } = watched(1);
  emit("pool:create");
  await expect(outcome).resolves.toBe("The queue runner hears nothing from the queue.");
});

test("failed requests for a job are no sign of life", async () => {
  const { emit, outcome } = watched(1);
  emit("pool:create");
  const failing = setInterval(() => emit("worker:getJob:error"), 5);
  await expect(outcome).resolves.toBe("The queue runner hears nothing from the queue.");
  clearInterval(failing);
});

test("an empty queue is an answer, and who has every slot at work asks for nothing", async () => {
  const idle = watched(2);
  idle.emit("pool:create");
  const answering = setInterval(() => idle.emit("worker:getJob:empty"), 5);
  await expect(idle.outcome).resolves.toBe("fine");
  clearInterval(answering);

  const busy = watched(2);
  busy.emit("pool:create");
  busy.emit("job:start");
  busy.emit("job:start");
  await expect(busy.outcome).resolves.toBe("fine");

  const half = watched(2);
  half.emit("pool:create");
  half.emit("job:start");
  half.emit("job:start");
  half.emit("job:complete");
  await expect(half.outcome).resolves.toBe("The queue runner hears nothing from the queue.");
});

test("a worker whose look-up of its task ids failed once still takes jobs", async () => {
  const database = await testDatabase();
  const { db, url } = database;
  await db.execute(sql`alter table graphile_worker._private_tasks rename to away`);
  const run = vi.fn(async () => "done" as const);
  const queue = await startGraphileLanes({
    session: true,
    url,
    db,
    lanes: { run },
    concurrency: 2,
    log: pino({ level: "silent" }),
  });
  await untilAskedBy(db, "swath-worker-queue", "_private_tasks");
  await db.execute(sql`alter table graphile_worker.away rename to _private_tasks`);
  await addLaneJob(db, { taskId: "019ab0de-0000-7000-8000-000000000001", lane: 0 });
  await vi.waitFor(() => expect(run).toHaveBeenCalled(), { timeout: 25_000, interval: 200 });
  await queue.stop();
}, 40_000);
