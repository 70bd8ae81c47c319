import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { pino } from "pino";
import { expect, test, vi } from "vitest";
import type { LaneEnd } from "@/lib/queue/queue-backend";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { insertTask } from "@/lib/testing/insert-task";
import { polling } from "./polling";
import { startPollingLanes } from "./polling-lanes";

test("lanes that a task may no longer have end with their turn; one is left", async () => {
  const { db, url } = await testDatabase();
  const task = await insertTask(db, await createUser(db), { backend: polling.name, lanes: 3 });
  let running = 0;
  /** How many lanes ran together, at the beginning of each turn. */
  const together: number[] = [];
  let stopping = false;
  const lanes = {
    async run(): Promise<LaneEnd> {
      together.push((running += 1));
      await sleep(30);
      running -= 1;
      return stopping ? "done" : "again";
    },
  };
  const log = pino({ level: "silent" });
  const queue = await startPollingLanes({ listenUrl: url, db, lanes, concurrency: 4, log });
  await vi.waitFor(async () => {
    await polling.enqueueLanes(db, task.id, 3);
    expect(running).toBe(3);
  }, 10_000);
  await db.update(bulkTasks).set({ lanes: 1 }).where(eq(bulkTasks.id, task.id));
  await vi.waitFor(() => expect(together.slice(-10)).toEqual(Array.from({ length: 10 }, () => 1)), 10_000);
  stopping = true;
  await queue.stop();
});

test("a worker that hears nothing finds its tasks all the same", async () => {
  const { db } = await testDatabase();
  const task = await insertTask(db, await createUser(db), { backend: polling.name });
  const ran: string[] = [];
  const lanes = {
    async run({ taskId }: { taskId: string }): Promise<LaneEnd> {
      ran.push(taskId);
      await db.update(bulkTasks).set({ state: "succeeded" }).where(eq(bulkTasks.id, taskId));
      return "done";
    },
  };
  const log = pino({ level: "silent" });
  const nowhere = "postgres://nobody@127.0.0.1:1/none";
  const queue = await startPollingLanes({ listenUrl: nowhere, db, lanes, concurrency: 1, log });
  await vi.waitFor(() => expect(ran).toContain(task.id), 10_000);
  const later = await insertTask(db, await createUser(db), { backend: polling.name });
  await vi.waitFor(() => expect(ran).toContain(later.id), 10_000);
  await queue.stop();
});
