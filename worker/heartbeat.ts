import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import { workerHeartbeats } from "@/lib/db/schema/worker-heartbeats";
import { every } from "@/lib/system/every";
import type { Lanes } from "@/lib/engine/lanes";

export interface WorkerIdentity {
  id: string;
  host: string;
  pid: number;
  version: string;
  /** Names of the queue backends that it serves. */
  queues: string[];
}

/** Says every 5 s, by the database's clock, that this worker is alive, and at the end that it has stopped. */
export function startHeartbeat(
  db: Db,
  worker: WorkerIdentity,
  lanes: Lanes,
  log: Logger,
): { stop: () => Promise<void> } {
  const beating = every(5_000, "the heartbeat", log, async () => {
    const seen = { runningLanes: lanes.running, seenAt: sql`clock_timestamp()`, stoppedAt: null };
    await db
      .insert(workerHeartbeats)
      .values({ ...worker, ...seen })
      .onConflictDoUpdate({ target: workerHeartbeats.id, set: seen });
  });
  return {
    async stop() {
      await beating.stop();
      await db
        .update(workerHeartbeats)
        .set({ runningLanes: 0, stoppedAt: sql`clock_timestamp()` })
        .where(sql`${workerHeartbeats.id} = ${worker.id}`);
    },
  };
}
