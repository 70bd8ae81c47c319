import type { Ctx } from "@/lib/ctx";
import type { SavedView } from "@/lib/tables/model/view-state";
import { keepView } from "@/lib/tables/views/keep-view";
import { type TaskIdInput, visibleTask } from "./list-tasks";

/**
 * The filter and search by which a task's records were chosen, as a view that a link can lead to; null where they were
 * chosen one by one. @throws AppError NOT_FOUND, FORBIDDEN, UNKNOWN_TABLE
 */
export async function viewOfTask(ctx: Ctx, input: TaskIdInput): Promise<SavedView | null> {
  const { tableName, selection } = await visibleTask(ctx, input.taskId);
  if (selection.kind !== "matching") return null;
  const state = { filter: selection.filter ?? null, search: selection.search ?? "", sort: [], columns: {} };
  return keepView(ctx, { table: tableName, state });
}
