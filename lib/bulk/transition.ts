import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/errors";
import { sourcesOf, type TaskState } from "./states";

type TaskColumns = Omit<typeof bulkTasks.$inferInsert, "id" | "state" | "revision">;
export type TaskPatch = { [K in keyof TaskColumns]?: TaskColumns[K] | SQL };

/** The next revision; every visible change of a task takes one. */
export const nextRevision = sql<number>`nextval('swath.task_revision')`;

/**
 * Moves a task to another state in one conditional UPDATE: of two callers that race, one gets the row, the other the error.
 * @param from narrows the sources that the transition table allows
 * @throws AppError CONFLICT when the task is not in a state that may become `to`
 */
export async function transition(
  db: Db | Tx,
  taskId: string,
  to: TaskState,
  patch: TaskPatch = {},
  from: TaskState[] = sourcesOf(to),
): Promise<BulkTask> {
  const [task] = await db
    .update(bulkTasks)
    .set({ ...patch, state: to, revision: nextRevision })
    .where(and(eq(bulkTasks.id, taskId), inArray(bulkTasks.state, from)))
    .returning();
  if (!task) throw new AppError("CONFLICT", `This task can no longer become ${to}.`, { details: { taskId, to } });
  return task;
}
