import { eq } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import type { Change } from "@/lib/bulk/model/change";

/**
 * A plan of the actor's own that nobody has applied yet.
 * @throws AppError PLAN_EXPIRED when it is gone (or another's: ids must not leak), CONFLICT when already applied
 */
export async function findPlan({ db, actor }: Ctx, taskId: string, tx?: Tx): Promise<BulkTask> {
  const [task] = await (tx ?? db).select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
  if (!task || task.actorId !== actor.id) {
    throw new AppError("PLAN_EXPIRED", "This selection was prepared too long ago. Please select the records again.");
  }
  if (task.state !== "planned") {
    throw new AppError("CONFLICT", "This edit has already been started.", { details: { taskId } });
  }
  if (!task.plannedAt) throw new AppError("CONFLICT", "The records of this edit are still being read.");
  return task;
}

/** A retry or an undo runs its parent's change, and given values are their own: whatever is sent along. */
export function hasFixedChange({ relation, change }: Pick<BulkTask, "relation" | "change">): boolean {
  return relation !== null || change?.kind === "values" || change?.kind === "insert";
}

/** What a plan will do, where its preview or its yes may still bring the change. */
export function changeOfPlan(plan: BulkTask, sentAlong: Change | undefined): Change | null {
  return hasFixedChange(plan) ? plan.change : (sentAlong ?? plan.change);
}
