import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import { LANE_TASK } from "@/lib/queue/graphile";
import { NOTICE_DEAD_PEERS } from "./dead-peers";
import { every } from "./every";

const LOCK_SPACE = 7001;
const EVERY_MS = 5_000;
const PATIENCE_MS = 5_000;

/**
 * Frees the jobs of dead workers within seconds; Graphile Worker itself keeps them locked for four hours. Each worker's
 * session holds an advisory lock on its pool id: a lock that is free means that the process is gone. The task itself
 * goes on without this, through `lib/bulk/run/sweep.ts`; the story is docs/when-a-worker-dies.md.
 */
export function startReaper(url: string, poolId: string, log: Logger): { stop: () => Promise<void> } {
  // One session that stays: it holds the lock.
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    idleTimeoutMillis: 0,
    application_name: "swath-worker-reaper",
    query_timeout: PATIENCE_MS,
    ...NOTICE_DEAD_PEERS,
  });
  pool.on("error", (error) => log.debug({ err: error }, "the reaper lost its connection"));
  const reaping = every(EVERY_MS, "freeing the jobs of dead workers", log, async () => {
    // Taken anew each time, since a lost connection loses it; taking it again is harmless. Never waited for: the one
    // who holds it can only be this worker's own lost session, and says the same to the others.
    await pool.query("select pg_try_advisory_lock(hashtextextended($1, $2))", [poolId, LOCK_SPACE]);
    const { rows: dead } = await pool.query<{ locked_by: string }>(
      `select locked_by from (
        select distinct locked_by from graphile_worker.jobs
        where locked_by is not null and locked_by <> $1 and locked_at < now() - interval '3 seconds') workers
      where pg_try_advisory_xact_lock(hashtextextended(locked_by, $2))`,
      [poolId, LOCK_SPACE],
    );
    if (dead.length > 0) {
      const ids = dead.map((worker) => worker.locked_by);
      await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [ids]);
      log.info({ poolIds: ids }, "freed the jobs of dead workers");
    }
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
      await Promise.race([reaping.stop(), sleep(PATIENCE_MS, undefined, { ref: false })]);
      // Never waited for: a connection that has gone silent would keep it open.
      void pool.end().catch(() => {});
    },
  };
}
