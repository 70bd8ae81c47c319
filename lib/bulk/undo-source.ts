import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { TableDef } from "@/lib/tables/define-table";
import type { UndoSource } from "./compiled-change";
import { historyOfTask } from "./history-of-task";

/**
 * What a task wrote, read from one row of its history: all rows of a task are alike.
 * @throws AppError CONFLICT when it changed nothing, or its history is past retention
 */
export async function undoSource(db: Db | Tx, taskId: string, table: TableDef): Promise<UndoSource> {
  const [row] = await db.execute<{ inserted: boolean; deleted: boolean; columns: string[] | null }>(sql`
    select h.before is null as inserted, h.after is null as deleted,
      case when h.before is not null and h.after is not null
        then (select array_agg(key order by key) from jsonb_object_keys(h.after) as key) end as columns
    from ${historyOfTask(taskId, table)}
    order by chunk.seq limit 1`);
  if (!row)
    throw new AppError(
      "CONFLICT",
      "There is nothing to undo: this task changed no record, or its history is no longer kept.",
    );
  return { taskId, columns: row.columns, wrote: row.inserted ? "insertion" : row.deleted ? "deletion" : "values" };
}
