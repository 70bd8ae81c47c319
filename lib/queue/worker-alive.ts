import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

/** Workers report every few seconds; one that has been silent for longer may be gone. */
export const WORKER_SILENT_SECONDS = 15;

/** A worker that has not been seen for so long counts as gone. */
export const WORKER_GONE_SECONDS = 60;

/**
 * Undefined when a worker is alive, and serves this queue backend, else a sentence that says what to do. Measured with the
 * database's clock.
 */
export async function whyNoWorker(db: Db, backend?: string): Promise<string | undefined> {
  const [seen] = await db.execute<{ alive: boolean; serves: boolean; ever: boolean }>(sql`
    select count(*) > 0 as ever, coalesce(bool_or(alive), false) as alive,
      coalesce(bool_or(alive and coalesce(${backend ?? null}::text = any(queues), true)), false) as serves
    from (
      select queues, stopped_at is null and seen_at > now() - ${WORKER_GONE_SECONDS} * interval '1 second' as alive
      from swath.worker_heartbeats) as worker`);
  if (seen?.serves) return undefined;
  if (seen?.alive) return `No background worker serves the queue “${backend}”: see what its log says at the start.`;
  return seen?.ever
    ? "No background worker has been running for the last minute: start one with `npm run worker`."
    : "No background worker has ever run on this database: start one with `npm run worker`.";
}
