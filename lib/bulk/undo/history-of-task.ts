import { type SQL, sql } from "drizzle-orm";
import type { TableDef } from "@/lib/tables/table-def";

/**
 * The history rows `h` that a task wrote for its own records, in key order, as a FROM clause with `chunk` and `frozen`.
 * Goes through the task's chunks, so that history needs no index by task: one index lookup per frozen record, which the
 * LIMIT insists on (there is one row), since without statistics the planner would compare every pair.
 */
export function historyOfTask(taskId: string | SQL, table: Pick<TableDef, "name">): SQL {
  return sql`swath.bulk_chunks chunk
    cross join lateral unnest(chunk.record_ids) with ordinality as frozen(id, n)
    cross join lateral (
      select * from swath.record_changes
      where record_id = frozen.id and table_name = ${table.name} and task_id = ${taskId} and root_id is null
      limit 1) h
    where chunk.task_id = ${taskId} and chunk.changed > 0`;
}

/**
 * Of the listed records those that a task wrote for their own sake, as `written(id)` in a FROM clause. Straight by the
 * history's index on the record: however many others the task wrote, they cost nothing.
 */
export function writtenAmong(taskId: string, table: Pick<TableDef, "name">, ids: string[]): SQL {
  return sql`(select distinct named.id from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) as named(id)
    cross join lateral (
      select from swath.record_changes
      where record_id = named.id and table_name = ${table.name} and task_id = ${taskId} and root_id is null
      limit 1) h) as written`;
}
