import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { AppError } from "@/lib/model/errors";
import type { UndoSource } from "@/lib/bulk/change/compiled-change";

const WROTE = { values: "values", created: "insertion", deleted: "deletion" } as const;

/**
 * What a task wrote, for taking it back.
 * @throws AppError CONFLICT when it changed nothing, or its history is past retention
 */
export async function undoSource(db: Db | Tx, taskId: string): Promise<UndoSource> {
  const source = await whatWasWritten(db, taskId);
  if (!source)
    throw new AppError(
      "CONFLICT",
      "There is nothing to undo: this task changed no record, or its history is no longer kept.",
    );
  return source;
}

/**
 * The same, read from one row of its history: all rows of a task are alike, save that a delete may have left records that a
 * trigger marked instead. Undefined where there is none.
 */
export async function whatWasWritten(db: Db | Tx, taskId: string): Promise<UndoSource | undefined> {
  const [row] = await db.execute<{
    wrote: keyof typeof WROTE;
    columns: string[];
    added: boolean;
    deletes: boolean | null;
    kept: boolean;
  }>(sql`
    with recursive origin as (
      select parent_id, operation, 0 as depth from swath.bulk_tasks where id = ${taskId}
      union all
      select task.parent_id, task.operation, depth + 1 from origin
      join swath.bulk_tasks task on task.id = origin.parent_id where origin.operation = 'undo')
    select (select bool_or(operation = 'import') from origin) as added, h.wrote, h.columns,
      (select depth % 2 = 0 from origin where operation = 'delete') as deletes,
      exists (select from swath.record_changes kept
        where kept.task_id = ${taskId} and kept.level = 0 and kept.wrote = 'values') as kept
    from swath.record_changes h where h.task_id = ${taskId} and h.level = 0
    order by h.id limit 1`);
  if (!row) return undefined;
  const { columns, added, deletes } = row;
  // What a delete left standing is undone like all else that it did.
  const wrote = deletes === null ? WROTE[row.wrote] : deletes ? "deletion" : "insertion";
  return { taskId, columns, wrote, added, kept: deletes !== null && row.kept };
}

/** What right an undo needs. Who may add records may take added ones back, and undo that, without a right to delete. */
export function kindOfUndo({ wrote, added }: UndoSource): "undo" | "delete" {
  return wrote === "values" || added ? "undo" : "delete";
}
