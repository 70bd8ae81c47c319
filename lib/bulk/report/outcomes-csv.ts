import type { Ctx } from "@/lib/ctx";
import { BYTE_ORDER_MARK, csvText } from "@/lib/csv-text";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { type TaskIdInput, visibleTask } from "@/lib/bulk/task/list-tasks";
import { readOutcomes } from "./list-outcomes";
import { listUnprocessed, type UnprocessedPage } from "./list-unprocessed";
import { isTerminal } from "@/lib/bulk/model/states";
import { viewableTable } from "@/lib/tables/table-for";

const BATCH = 1_000;
const HEADER = ["Record id", "Label", "Outcome", "Column", "Code", "Reason"];
const NEVER_REACHED = "The task ended before it came to this record.";

/**
 * Every record of a task that was not changed as asked, with its reason, as CSV in pieces: first the listed outcomes,
 * then, once the task has ended, the records that it never came to. Holds one batch at a time; ends early by `signal`.
 * @returns a generator, once it is known that the actor may see the task
 * @throws AppError NOT_FOUND, UNKNOWN_TABLE, FORBIDDEN
 */
export async function outcomesCsv(
  ctx: Ctx,
  { taskId }: TaskIdInput,
  signal: AbortSignal,
): Promise<AsyncGenerator<string, void, undefined>> {
  const task = await visibleTask(ctx, taskId);
  viewableTable(ctx.actor, task.tableName);
  return pieces(ctx, task, signal);
}

async function* pieces(ctx: Ctx, task: BulkTask, signal: AbortSignal): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvText([HEADER]);
  let after: number | null = 0;
  while (after !== null && !signal.aborted) {
    const page = await readOutcomes(ctx, task.tableName, { taskId: task.id, text: "", after, limit: BATCH });
    yield csvText(page.rows.map((r) => [r.recordId, r.label, r.outcome, r.column, r.code, r.message]));
    after = page.next;
  }
  let cursor: string | null | undefined = isTerminal(task.state) ? undefined : null;
  while (cursor !== null && !signal.aborted) {
    const page: UnprocessedPage = await listUnprocessed(ctx, { taskId: task.id, after: cursor, limit: BATCH });
    yield csvText(page.rows.map((r) => [r.recordId, r.label, "unprocessed", null, "", NEVER_REACHED]));
    cursor = page.next;
  }
}
