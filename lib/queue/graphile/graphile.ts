import { sql } from "drizzle-orm";
import type { QueueBackend } from "@/lib/queue/queue-backend";
import { whyNoWorker } from "@/lib/queue/worker-alive";
import { addLaneJob } from "./lane-jobs";

/** The default: jobs in Postgres, so that enqueueing is part of the transaction that creates the work. */
export const graphile: QueueBackend = {
  name: "graphile",
  runsIn: "worker",
  async available(db) {
    const [found] = await db.execute<{ installed: boolean }>(
      sql`select to_regprocedure('graphile_worker.force_unlock_workers(text[])') is not null as installed`,
    );
    const why = found?.installed
      ? await whyNoWorker(db, this.name)
      : "The background queue is not installed in this database: run `npm run db:migrate`.";
    return why === undefined ? { ok: true } : { ok: false, why };
  },
  async enqueueLanes(tx, taskId, lanes) {
    for (let lane = 0; lane < lanes; lane++) await addLaneJob(tx, { taskId, lane });
  },
  work: async (options) => (await import("./graphile-lanes")).startGraphileLanes(options),
  migrate: async (url) => (await import("./migrate-graphile")).migrateGraphile(url),
};
