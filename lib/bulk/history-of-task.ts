import { type SQL, sql } from "drizzle-orm";
import type { TableDef } from "@/lib/tables/define-table";

/**
 * The history rows `h` that a task wrote for its own records, in key order, as a FROM clause with `chunk` and `frozen`.
 * Goes through the task's chunks, so that history needs no index by task: one index lookup per frozen record.
 */
export function historyOfTask(taskId: string | SQL, table: Pick<TableDef, "name">): SQL {
  return sql`swath.bulk_chunks chunk
    cross join lateral unnest(chunk.record_ids) with ordinality as frozen(id, n)
    join swath.record_changes h on h.record_id = frozen.id and h.table_name = ${table.name} and h.task_id = ${taskId}
      and h.root_id is null
    where chunk.task_id = ${taskId} and chunk.changed > 0`;
}
