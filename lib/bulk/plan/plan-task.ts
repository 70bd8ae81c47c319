import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { Change } from "@/lib/bulk/model/change";
import { insertPlan, type Planned } from "./insert-plan";
import { assertMayChange, parseChange } from "@/lib/bulk/change/parse-change";
import { seenCount, Selection } from "@/lib/tables/model/selection";
import { selectionText } from "@/lib/tables/model/selection-text";
import { TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const PlanTaskInput = z.object({
  table: TableName,
  selection: Selection,
  /** May follow later, with the preview or the apply. */
  change: Change.optional(),
  /** Go on although the count differs from what the user saw. */
  acceptMovedCount: z.boolean().default(false),
});
export type PlanTaskInput = z.output<typeof PlanTaskInput>;

/**
 * Freezes a selection: the first half of every bulk edit. Nothing is written until `applyPlan`.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, EMPTY_SELECTION, COUNT_MOVED, and what filter and change may be refused for
 */
export async function planTask(ctx: Ctx, input: PlanTaskInput): Promise<Planned> {
  const table = viewableTable(ctx.actor, input.table);
  assertMayChange(ctx.actor, table, input.change ?? { kind: "update" });
  const change = input.change ? parseChange(table, input.change) : null;
  const { selection } = input;
  return insertPlan(ctx, {
    table,
    selection,
    operation: change?.kind === "delete" ? "delete" : "update",
    change,
    filterText: selectionText(table.info, selection),
    expected: input.acceptMovedCount ? null : seenCount(selection),
  });
}

export const DiscardPlanInput = z.object({ taskId: z.uuid() });

/** Throws a plan away that its owner will not apply; an applied task is left as it is. */
export async function discardPlan({ db, actor }: Ctx, { taskId }: z.infer<typeof DiscardPlanInput>): Promise<void> {
  await db
    .delete(bulkTasks)
    .where(and(eq(bulkTasks.id, taskId), eq(bulkTasks.actorId, actor.id), eq(bulkTasks.state, "planned")));
}
