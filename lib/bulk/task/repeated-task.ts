import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { type TaskIdInput, visibleTask } from "./list-tasks";
import { assertMayChange, parseChange } from "@/lib/bulk/change/parse-change";
import { isGeneral, isChosen, type RepeatedChange } from "@/lib/bulk/model/repeatable";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import { scopedWhere } from "@/lib/tables/list/scoped-query";
import { getTableFor } from "@/lib/tables/table-for";

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
 * @throws AppError NOT_FOUND, FORBIDDEN, UNKNOWN_TABLE, CONFLICT (a retry, an undo, values per record, new records),
 *   UNKNOWN_COLUMN, READ_ONLY_COLUMN
 */
export async function repeatedTask(ctx: Ctx, { taskId }: TaskIdInput): Promise<RepeatedTask> {
  const { tableName, selection, change } = await visibleTask(ctx, taskId);
  if (!isChosen(selection) || !isGeneral(change))
    throw new AppError("CONFLICT", "This task can't be run again: its records came with their values.");
  const table = getTableFor(ctx.actor, tableName);
  assertMayChange(ctx.actor, table, change);
  // Also whether its columns are still the actor's: those that it changes, and those of its filter.
  parseChange(table, change);
  scopedWhere(ctx.actor, table, selection.kind === "matching" ? selection : {});
  // The number that was seen then says nothing about now.
  const anew = selection.kind === "matching" ? { ...selection, expectedCount: null } : selection;
  return { taskId, table: tableName, selection: anew, change };
}
