import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

/** Workers report every few seconds; one that has been silent for longer may be gone. */
export const WORKER_SILENT_SECONDS = 15;

/** A worker that has not been seen for so long counts as gone. */
export const WORKER_GONE_SECONDS = 60;

/** Undefined when a worker is alive, else a sentence that says what to do. Measured with the database's clock. */
export async function whyNoWorker(db: Db): Promise<string | undefined> {
  const [seen] = await db.execute<{ alive: boolean; ever: boolean }>(sql`
    select count(*) > 0 as ever,
      coalesce(bool_or(stopped_at is null and seen_at > now() - ${WORKER_GONE_SECONDS} * interval '1 second'), false) as alive
    from swath.worker_heartbeats`);
  if (seen?.alive) return undefined;
  return seen?.ever
    ? "No background worker has been running for the last minute: start one with `npm run worker`."
    : "No background worker has ever run on this database: start one with `npm run worker`.";
}
