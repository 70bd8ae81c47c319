import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import { pino } from "pino";
import { expect, test, vi } from "vitest";
import type { LaneEnd, LaneJob } from "@/lib/queue/queue-backend";
import { testDatabase } from "@/lib/testing/database";
import { endOf, startGraphileLanes } from "./graphile-lanes";
import { addLaneJob } from "./lane-jobs";

const soon = { afterFailureMs: 10, afterStopMs: 10 };

test.each(["pool:gracefulShutdown", "pool:fatalError"] as const)(
  "a queue runner that never ends after %s is given up, so that another can be started",
  async (event) => {
    const events: WorkerEvents = new EventEmitter();
    const end = endOf(new Promise(() => {}), events, soon);
    events.emit(event, {} as never);
    await expect(end).rejects.toThrow("The queue runner did not finish its shutdown.");
  },
);

test("a queue runner that ends in time is waited for", async () => {
  const events: WorkerEvents = new EventEmitter();
  events.emit("pool:gracefulShutdown", {} as never);
  await expect(endOf(Promise.resolve(), events, soon)).resolves.toBeUndefined();
});

test("a lane that nobody waits for goes on in the same job; when somebody does, the slot is handed over", async () => {
  const { db, url } = await testDatabase();
  const [large, small] = ["019ab0de-0000-7000-8000-000000000001", "019ab0de-0000-7000-8000-000000000002"];
  const turns: string[] = [];
  const lanes = {
    async run({ taskId }: LaneJob): Promise<LaneEnd> {
      turns.push(taskId);
      if (taskId === small) return "done";
      if (turns.length === 3) await addLaneJob(db, { taskId: small, lane: 0 });
      return turns.length < 6 ? "again" : "done";
    },
  };
  await addLaneJob(db, { taskId: large, lane: 0 });
  // Of the same task, so no reason to make room; it has waited for longer than the small one, so it has its turn first.
  await addLaneJob(db, { taskId: large, lane: 1 });
  const queue = await startGraphileLanes({
    session: true,
    url,
    db,
    lanes,
    concurrency: 1,
    log: pino({ level: "silent" }),
  });
  await vi.waitFor(() => expect(turns).toEqual([large, large, large, large, small, large, large]), { timeout: 10_000 });
  await queue.stop();
});
