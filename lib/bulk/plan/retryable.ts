import { type SQL, sql } from "drizzle-orm";
import { typeOf } from "@/lib/tables/column-sql";
import type { TableDef } from "@/lib/tables/define-table";

/** Keys of the records that a retry of a task takes up: failed, in conflict, or never processed. */
export function outcomesToRetry(taskId: string, table: TableDef): SQL {
  const key = typeOf(table.primaryKey);
  return sql`(
    select record_id::${key} from swath.record_outcomes where task_id = ${taskId} and outcome in ('failed', 'conflict')
    union
    select unnest(record_ids)::${key} from swath.bulk_chunks where task_id = ${taskId} and done_at is null)`;
}
