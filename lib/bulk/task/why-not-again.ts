import { sql } from "drizzle-orm";
import { hasRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { withinTime } from "@/lib/db/within-time";
import { AppError } from "@/lib/model/errors";
import { findTable } from "@/lib/tables/registry";
import { tableFor } from "@/lib/tables/table-for";
import { selectionWhere } from "@/lib/tables/list/selection-where";
import { type TaskIdInput, visibleTask } from "./list-tasks";
import { isChosen } from "@/lib/bulk/model/repeatable";

/** Beyond this nobody waits for the answer: the sheet will say what it finds. */
const LOOK_MS = 200;

/**
 * Why it would lead nowhere to run a task again as things stand: its records were deleted, nothing matches its filter.
 * Null where it finds a record, and where that can't be told quickly.
 * @throws AppError NOT_FOUND
 */
export async function whyNotAgain(ctx: Ctx, { taskId }: TaskIdInput): Promise<{ why: string | null }> {
  const { tableName, selection } = await visibleTask(ctx, taskId);
  const declared = findTable(tableName);
  if (!declared || !isChosen(selection) || !hasRole(ctx.actor, declared.access.view)) return { why: null };
  const table = tableFor(ctx.actor, declared);
  try {
    const where = selectionWhere(ctx.actor, table, selection) ?? sql`true`;
    const found = await withinTime(ctx.db, LOOK_MS, (tx) =>
      tx.execute(sql`select from ${table.pgTable} where ${where} limit 1`),
    );
    if (!found || found.length > 0) return { why: null };
  } catch (error) {
    // A column of its filter is no longer declared, or no longer the actor's.
    if (error instanceof AppError) return { why: `It can't be run again: ${error.message}` };
    throw error;
  }
  return {
    why:
      selection.kind === "records"
        ? "None of its records is there any more, so it can't be run again."
        : "Nothing matches its filter any more, so it can't be run again.",
  };
}
