import { sql } from "drizzle-orm";
import type { QueueBackend } from "@/lib/queue/queue-backend";
import { whyNoWorker } from "@/lib/queue/worker-alive";
import { LANES_CHANNEL, POLLING } from "./channel";

/**
 * No queue at all. The task row itself is the job: a notification wakes the workers, and should it get lost, they find
 * the task within seconds by looking. For databases where no further schema is wanted.
 */
export const polling: QueueBackend = {
  name: POLLING,
  runsIn: "worker",
  async available(db) {
    const why = await whyNoWorker(db, this.name);
    return why === undefined ? { ok: true } : { ok: false, why };
  },
  async enqueueLanes(tx, taskId) {
    await tx.execute(sql`select pg_notify(${LANES_CHANNEL}, ${taskId})`);
  },
  work: async (options) => (await import("./polling-lanes")).startPollingLanes(options),
};
