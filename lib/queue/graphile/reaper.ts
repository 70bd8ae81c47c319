import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { poolFor } from "@/lib/db/connect/client-for";
import { noticeDeadPeers } from "@/lib/db/connect/dead-peers";
import { every } from "@/lib/system/every";
import { LANE_TASK } from "./lane-jobs";

const EVERY_MS = 2_000;
const PATIENCE_MS = 5_000;
/** A runner that has not renewed its lease for so long is gone. */
const LEASE = "8 seconds";

/**
 * Frees the jobs of dead workers within seconds; Graphile Worker itself keeps them locked for four hours. Each runner
 * renews a lease, a row: behind a transaction pooler nobody has a session to hold a lock. A runner that was thought dead
 * and is not goes on all the same: a lane too many is harmless. The task itself goes on without this, through
 * `lib/bulk/run/sweep.ts`; the story is docs/when-a-worker-dies.md.
 */
export function startReaper(
  url: string,
  poolId: string,
  { session, log }: { session: boolean; log: Logger },
): { stop: () => Promise<void> } {
  const pool = poolFor(url, {
    max: 1,
    applicationName: "swath-worker-reaper",
    query_timeout: PATIENCE_MS,
    ...noticeDeadPeers(session),
  });
  const reaping = every(EVERY_MS, "freeing the jobs of dead workers", log, async () => {
    await pool.query(
      `insert into swath.queue_runners (id, seen_at) values ($1, clock_timestamp())
      on conflict (id) do update set seen_at = excluded.seen_at`,
      [poolId],
    );
    // One that has just taken its first job has no lease yet.
    const { rows: dead } = await pool.query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker.jobs
      where locked_by <> $1 and locked_at < now() - interval '${LEASE}'
        and not exists (
          select from swath.queue_runners where id = locked_by and seen_at > now() - interval '${LEASE}')`,
      [poolId],
    );
    if (dead.length > 0) {
      const ids = dead.map((worker) => worker.locked_by);
      await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [ids]);
      log.info({ poolIds: ids }, "freed the jobs of dead workers");
    }
    await pool.query("delete from swath.queue_runners where seen_at < now() - interval '1 hour'");
    // A dead worker's job whose lane has been asked for anew will never run: nothing else would remove it.
    await pool.query(
      `select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
      where task_identifier = $1 and locked_at is null and attempts >= max_attempts
      having count(*) > 0`,
      [LANE_TASK],
    );
  });
  return {
    async stop() {
      // The lease is left to run out: a job that was not given back in time is still under its name.
      await Promise.race([reaping.stop(), sleep(PATIENCE_MS, undefined, { ref: false })]);
      // Never waited for: a connection that has gone silent would keep it open.
      void pool.end().catch(() => {});
    },
  };
}
