import { type SQL, sql } from "drizzle-orm";

/** Ids of the records that a retry of a task takes up: failed, in conflict, or never processed. */
export function outcomesToRetry(taskId: string): SQL {
  return sql`
    select record_id from swath.record_outcomes where task_id = ${taskId} and outcome in ('failed', 'conflict')
    union
    select unnest(record_ids) from swath.bulk_chunks where task_id = ${taskId} and done_at is null`;
}
