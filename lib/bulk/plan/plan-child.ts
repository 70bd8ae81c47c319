import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { canControlTask } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { number } from "@/lib/model/locale";
import type { TableDef } from "@/lib/tables/table-def";
import { writtenAmong } from "@/lib/history/task-history";
import { insertPlan, type Planned } from "./insert-plan";
import { MAX_LISTED_IDS } from "@/lib/tables/model/listed-ids";
import { assertMayChange, parseChange } from "@/lib/bulk/change/parse-change";
import { isTerminal } from "@/lib/bulk/model/states";
import { assertMayUndo } from "@/lib/bulk/undo/may-undo";
import { undoSource } from "@/lib/bulk/undo/undo-source";
import { RecordId } from "@/lib/tables/model/names";
import { getTableFor } from "@/lib/tables/table-for";

export const PlanChildInput = z.object({ taskId: z.uuid() });
export type PlanChildInput = z.infer<typeof PlanChildInput>;

export const PlanUndoInput = PlanChildInput.extend({
  /** Take back only what became of these records; left out: of all. */
  ids: z.array(RecordId).min(1).max(MAX_LISTED_IDS).optional(),
});
export type PlanUndoInput = z.infer<typeof PlanUndoInput>;

/**
 * Plans a child task over exactly the failed, conflicting and unprocessed records of a finished one, with its change.
 * Follows with `previewPlan` and `applyPlan` like any plan.
 * @throws AppError NOT_FOUND, CONFLICT (still running), FORBIDDEN, EMPTY_SELECTION
 */
export async function planRetry(ctx: Ctx, { taskId }: PlanChildInput): Promise<Planned> {
  const parent = await finishedTask(ctx, taskId);
  const table = getTableFor(ctx.actor, parent.tableName);
  if (!parent.change || parent.change.kind === "undo") {
    throw new AppError("CONFLICT", "An undo can't be retried; undo the original task again.");
  }
  assertMayChange(ctx.actor, table, parent.change);
  const change = parseChange(table, parent.change);
  return insertPlan(ctx, {
    table,
    selection: { kind: "from_task", taskId, which: "unfinished" },
    operation: parent.operation,
    change,
    filterText: `records not changed by the task “${parent.changeText}”`,
    parent: { id: taskId, relation: "retry_of" },
    expected: null,
  });
}

/**
 * Plans a child task that restores what a finished one overwrote, where the record still holds what it wrote.
 * Works for partial, cancelled and failed tasks, for deletes, and for an undo itself; of all its records or of chosen ones.
 * @throws AppError NOT_FOUND, CONFLICT (still running, nothing to undo), FORBIDDEN, INVALID (ids that it did not write)
 */
export async function planUndo(ctx: Ctx, { taskId, ids: chosen }: PlanUndoInput): Promise<Planned> {
  const parent = await finishedTask(ctx, taskId);
  const table = getTableFor(ctx.actor, parent.tableName);
  const source = await undoSource(ctx.db, taskId);
  assertMayUndo(ctx.actor, table, source);
  const ids = chosen && (await assertWritten(ctx, taskId, table, chosen));
  const all = `records changed by the task “${parent.changeText}”`;
  return insertPlan(ctx, {
    table,
    selection: { kind: "from_task", taskId, which: "changed", ...(ids && { ids }) },
    operation: "undo",
    change: { kind: "undo" },
    filterText: ids ? `${number(ids.length)} of the ${all}` : all,
    parent: { id: taskId, relation: "undo_of" },
    expected: null,
  });
}

/** The history of a finished task does not change any more, so this may be asked before the freeze. */
async function assertWritten({ db }: Ctx, taskId: string, table: TableDef, given: string[]): Promise<string[]> {
  const ids = [...new Set(given.map((id) => table.key.parse(id) ?? id))];
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${writtenAmong(taskId, ids)}`);
  if (row?.n !== ids.length) {
    throw new AppError(
      "INVALID",
      "Some of these records were not changed by this task, or its history is no longer kept.",
    );
  }
  return ids;
}

async function finishedTask({ db, actor }: Ctx, taskId: string): Promise<BulkTask> {
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
  if (!task || task.state === "planned" || !canControlTask(actor, task))
    throw new AppError("NOT_FOUND", "There is no such task.");
  if (!isTerminal(task.state))
    throw new AppError("CONFLICT", "This task is still in progress.", { details: { taskId } });
  return task;
}
