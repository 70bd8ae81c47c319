import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { AppError } from "@/lib/model/errors";
import type { TableDef } from "@/lib/tables/table-def";
import type { UndoSource } from "@/lib/bulk/change/compiled-change";
import { historyOfTask } from "./history-of-task";

/**
 * What a task wrote, for taking it back.
 * @throws AppError CONFLICT when it changed nothing, or its history is past retention
 */
export async function undoSource(db: Db | Tx, taskId: string, table: TableDef): Promise<UndoSource> {
  const source = await whatWasWritten(db, taskId, table);
  if (!source)
    throw new AppError(
      "CONFLICT",
      "There is nothing to undo: this task changed no record, or its history is no longer kept.",
    );
  return source;
}

/** The same, read from one row of its history: all rows of a task are alike. Undefined where there is none. */
export async function whatWasWritten(db: Db | Tx, taskId: string, table: TableDef): Promise<UndoSource | undefined> {
  const [row] = await db.execute<{ inserted: boolean; deleted: boolean; columns: string[] | null; added: boolean }>(sql`
    with recursive origin as (
      select parent_id, operation from swath.bulk_tasks where id = ${taskId}
      union all
      select task.parent_id, task.operation from origin
      join swath.bulk_tasks task on task.id = origin.parent_id where origin.operation = 'undo')
    select (select bool_or(operation = 'import') from origin) as added, h.before is null as inserted, h.after is null as deleted,
      case when h.before is not null and h.after is not null
        then (select array_agg(key order by key) from json_object_keys(h.after) as key) end as columns
    from ${historyOfTask(taskId, table)}
    order by chunk.seq limit 1`);
  return (
    row && {
      taskId,
      columns: row.columns,
      wrote: row.inserted ? "insertion" : row.deleted ? "deletion" : "values",
      added: row.added,
    }
  );
}

/** What right an undo needs. Who may add records may take added ones back, and undo that, without a right to delete. */
export function kindOfUndo({ wrote, added }: UndoSource): "undo" | "delete" {
  return wrote === "values" || added ? "undo" : "delete";
}
