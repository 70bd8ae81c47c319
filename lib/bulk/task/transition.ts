import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { TaskAction } from "@/lib/audit/model/audited";
import type { Db, Tx } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { sourcesOf, type TaskState } from "@/lib/bulk/model/states";

type TaskColumns = Omit<typeof bulkTasks.$inferInsert, "id" | "state" | "revision">;
export type TaskPatch = { [K in keyof TaskColumns]?: TaskColumns[K] | SQL };

/** What the audit log says of a transition. */
export interface TaskAct {
  action: TaskAction;
  /** Null: nobody asked for it, a worker did it. */
  actorId: string | null;
  details?: Record<string, unknown>;
}

/** The next revision; every visible change of a task takes one. */
export const nextRevision = sql<number>`nextval('swath.task_revision')`;

/**
 * Moves a task to another state in one conditional UPDATE: of two callers that race, one gets the row, the other the error.
 * The same statement notes it in the audit log, so no transition is without its entry.
 * @param from narrows the sources that the transition table allows
 * @throws AppError CONFLICT when the task is not in a state that may become `to`
 */
export async function transition(
  db: Db | Tx,
  taskId: string,
  to: TaskState,
  { action, actorId, details = {} }: TaskAct,
  patch: TaskPatch = {},
  from: TaskState[] = sourcesOf(to),
): Promise<BulkTask> {
  const moved = db.$with("moved").as(
    db
      .update(bulkTasks)
      .set({ ...patch, state: to, revision: nextRevision })
      .where(and(eq(bulkTasks.id, taskId), inArray(bulkTasks.state, from)))
      .returning(),
  );
  const noted = db.$with("noted", {}).as(sql`
    insert into swath.audit_log (actor_id, subject_kind, subject_id, action, details)
    select ${actorId}::uuid, 'task', id::text, ${action}, ${JSON.stringify(details)}::text::jsonb from moved`);
  const [task] = await db.with(moved, noted).select().from(moved);
  if (!task) throw new AppError("CONFLICT", `This task can no longer become ${to}.`, { details: { taskId, to } });
  return task;
}
