import { type SQL, sql } from "drizzle-orm";
import { idsAfter } from "@/lib/history/captured";
import { keyBound } from "@/lib/history/key-range";
import type { TableDef } from "@/lib/tables/table-def";
import type { CompiledChange } from "./compiled-change";

/** Whether a change writes columns of the key, so that a record may have another id afterwards. */
export function movesRecords({ table, compiled }: { table: TableDef; compiled: CompiledChange }): boolean {
  return compiled.mode === "update" && compiled.assignments.some(({ column }) => table.key.columns.includes(column));
}

/**
 * The frozen record is not another one that this task has just given its key: that one was written already, and would
 * be taken for the record that had the key before.
 */
export function notMovedHere(table: TableDef, taskId: string): SQL {
  const id = sql.raw("swath_slice.id");
  return sql`not exists (
    select from swath.record_changes h
    where h.task_id = ${taskId} and h.new_ids is not null and h.new_keys @> ${keyBound(table, id)}
      and ${id} = any(${idsAfter}) and not ${id} = any(h.record_ids))`;
}
