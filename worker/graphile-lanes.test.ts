import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import { expect, test } from "vitest";
import { endOf } from "./graphile-lanes";

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
