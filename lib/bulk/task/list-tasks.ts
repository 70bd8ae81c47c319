import { and, eq, ne, type SQL } from "drizzle-orm";
import { z } from "zod";
import { type Actor, canControlTask, hasRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { findTaskIds } from "./find-task-ids";
import { TASK_OPERATIONS } from "@/lib/bulk/model/policies";
import { ACTIVE_STATES, TASK_STATES, TERMINAL_STATES } from "@/lib/bulk/model/states";
import { snapshotsOf, taskRows, toSnapshot } from "./task-snapshots";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { TableName } from "@/lib/tables/model/names";

export const TaskIdInput = z.object({ taskId: z.uuid() });
export type TaskIdInput = z.infer<typeof TaskIdInput>;

export const ListTasksInput = z.object({
  states: z.preprocess(
    // In a query string, a list of one is no list.
    (given) => (typeof given === "string" ? [given] : given),
    z.array(z.enum(TASK_STATES)).max(TASK_STATES.length).optional(),
  ),
  table: TableName.optional(),
  /** Whose tasks; of use to admins only, since others see none but their own. */
  actorId: z.uuid().optional(),
  operation: z.enum(TASK_OPERATIONS).optional(),
  /** Asked for at this time or later, and before that one. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** Looked for in the change, the selection and the reason. */
  text: z.string().trim().max(200).optional(),
  /** Only tasks older than this one. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListTasksInput = z.output<typeof ListTasksInput>;

export interface TaskPage {
  tasks: TaskSnapshot[];
  /** `before` of the next page; null at the end. */
  next: string | null;
}

/** @throws AppError NOT_FOUND: no such task, or another person's (ids must not leak) */
export async function getTask(ctx: Ctx, { taskId }: TaskIdInput): Promise<TaskSnapshot> {
  const [row] = await taskRows(ctx.db).where(eq(bulkTasks.id, taskId));
  if (!row || !isVisible(ctx.actor, row.task)) throw notFound();
  return toSnapshot(row);
}

/** The row behind a task that the actor may see; for verbs that list what belongs to it. @throws AppError NOT_FOUND */
export async function visibleTask({ db, actor }: Ctx, taskId: string, tx?: Tx): Promise<BulkTask> {
  const [task] = await (tx ?? db).select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
  if (!task || !isVisible(actor, task)) throw notFound();
  return task;
}

/**
 * Own tasks (admins: everyone's), newest first, never plans that nobody applied. A page of a search may hold fewer
 * than `limit` and still have a `next`: it ends after so many tasks that were read.
 */
export async function listTasks({ db, actor }: Ctx, input: ListTasksInput): Promise<TaskPage> {
  const { states = SHOWN_STATES, actorId, from, to, ...asked } = input;
  const own = hasRole(actor, "admin") ? actorId : actor.id;
  if (actorId !== undefined && actorId !== own) return { tasks: [], next: null };
  const { ids, next } = await findTaskIds(db, {
    ...asked,
    states: states.filter((state) => state !== "planned"),
    actorId: own,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  });
  return { tasks: await snapshotsOf(db, ids), next };
}

const SHOWN_STATES = [...ACTIVE_STATES, ...TERMINAL_STATES];

/** The condition under which an actor sees a task in any list. */
export function visibleTo(actor: Actor): SQL | undefined {
  return and(ne(bulkTasks.state, "planned"), hasRole(actor, "admin") ? undefined : eq(bulkTasks.actorId, actor.id));
}

function isVisible(actor: Actor, task: BulkTask): boolean {
  return task.state !== "planned" && canControlTask(actor, task);
}

function notFound(): AppError {
  return new AppError("NOT_FOUND", "There is no such task.");
}
