import { sql } from "drizzle-orm";
import type { QueueBackend } from "./queue-backend";
import { whyNoWorker } from "./worker-alive";

/** Workers listen here; the payload is a task id. */
export const LANES_CHANNEL = "swath_lanes";

/**
 * No queue at all. The task row itself is the job: a notification wakes the workers, and should it get lost, they find
 * the task within seconds by looking. For databases where no further schema is wanted.
 */
export const polling: QueueBackend = {
  name: "polling",
  async available(db) {
    const why = await whyNoWorker(db);
    return why === undefined ? { ok: true } : { ok: false, why };
  },
  async enqueueLanes(tx, taskId) {
    await tx.execute(sql`select pg_notify(${LANES_CHANNEL}, ${taskId})`);
  },
};
