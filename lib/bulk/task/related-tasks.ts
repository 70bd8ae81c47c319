import { and, eq, inArray, or } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { type TaskIdInput, visibleTask, visibleTo } from "./list-tasks";
import { snapshotsOf } from "./task-snapshots";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";

const MOST_CHILDREN = 50;

export interface RelatedTasks {
  /** The task that this one retries or undoes. */
  parent: TaskSnapshot | null;
  /** Retries and undos of this one, newest first. */
  children: TaskSnapshot[];
}

/** Where a task comes from and what came of it, as far as the actor may see. @throws AppError NOT_FOUND */
export async function relatedTasks(ctx: Ctx, { taskId }: TaskIdInput): Promise<RelatedTasks> {
  const task = await visibleTask(ctx, taskId);
  const parentIds = task.parentId ? [task.parentId] : [];
  const rows = await ctx.db
    .select({ id: bulkTasks.id })
    .from(bulkTasks)
    .where(and(visibleTo(ctx.actor), or(eq(bulkTasks.parentId, taskId), inArray(bulkTasks.id, parentIds))))
    .limit(MOST_CHILDREN + 1);
  const found = await snapshotsOf(
    ctx.db,
    rows.map(({ id }) => id),
  );
  return {
    parent: found.find(({ id }) => id === task.parentId) ?? null,
    children: found.filter(({ parent }) => parent?.id === taskId),
  };
}
