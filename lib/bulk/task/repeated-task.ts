import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { getTable } from "@/lib/tables/registry";
import { type TaskIdInput, visibleTask } from "./list-tasks";
import { assertMayChange } from "@/lib/bulk/change/parse-change";
import { isGeneral, isChosen, type RepeatedChange } from "@/lib/bulk/model/repeatable";
import type { ChosenSelection } from "@/lib/tables/model/selection";

/** A selection and a change that were asked for before, to be planned anew. */
export interface RepeatedTask {
  taskId: string;
  table: string;
  selection: ChosenSelection;
  change: RepeatedChange;
}

/**
 * What a task was asked to do, as the bulk sheet begins: the filter is applied anew, so it finds the records of now.
 * Plans and writes nothing.
 * @throws AppError NOT_FOUND, FORBIDDEN, UNKNOWN_TABLE, CONFLICT (a retry, an undo, values per record, new records)
 */
export async function repeatedTask(ctx: Ctx, { taskId }: TaskIdInput): Promise<RepeatedTask> {
  const { tableName, selection, change } = await visibleTask(ctx, taskId);
  if (!isChosen(selection) || !isGeneral(change))
    throw new AppError("CONFLICT", "This task can't be run again: its records came with their values.");
  assertMayChange(ctx.actor, getTable(tableName), change);
  // The number that was seen then says nothing about now.
  const anew = selection.kind === "matching" ? { ...selection, expectedCount: null } : selection;
  return { taskId, table: tableName, selection: anew, change };
}
