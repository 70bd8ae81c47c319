import type { QueueBackend } from "@/lib/queue/queue-backend";
import { whyNoWorker } from "@/lib/queue/worker-alive";

const load = () => import("./lane-jobs");

/**
 * Jobs in Redis, for many tasks at once. They are hints, asked for right after the commit: what Redis has lost or never
 * got is asked for again by the sweep, out of the tasks' rows.
 */
export const bullmq: QueueBackend = {
  name: "bullmq",
  runsIn: "worker",
  async available(db) {
    const why = (await (await load()).whyNoRedis()) ?? (await whyNoWorker(db, this.name));
    return why === undefined ? { ok: true } : { ok: false, why };
  },
  enqueueLanes: async () => {},
  afterCommit: async (taskId, lanes) => (await load()).addLaneJobs(taskId, lanes),
  work: async (options) => (await import("./bullmq-lanes")).startBullmqLanes(options),
};
