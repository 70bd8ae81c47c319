import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import type { EndReason } from "./end-act";

const MOST_TRIES = 5;

/**
 * Counts a failed try of an error that is neither a record's fault nor transient (a hook that throws, SQL that can't
 * work), on the chunk that the lane would claim next. After some tries the task has to end: answers why.
 */
export async function countTrouble(db: Db, taskId: string): Promise<EndReason | undefined> {
  const [chunk] = await db.execute<{ attempts: number }>(sql`
    update swath.bulk_chunks chunk
    set attempts = attempts + 1,
      not_before = clock_timestamp() + least(0.25 * power(2, attempts), 5) * interval '1 second'
    from (
      select task_id, seq from swath.bulk_chunks
      where task_id = ${taskId} and done_at is null and (not_before is null or not_before <= clock_timestamp())
      order by seq limit 1
      for update skip locked) next
    where chunk.task_id = next.task_id and chunk.seq = next.seq
    returning chunk.attempts`);
  if (!chunk || chunk.attempts < MOST_TRIES) return undefined;
  return {
    code: "INTERNAL",
    message: "Something went wrong while writing, and trying again did not help. The worker’s log says what.",
  };
}
