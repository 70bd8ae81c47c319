import { and, desc, eq, ilike, inArray, lt, ne, or, type SQL } from "drizzle-orm";
import { z } from "zod";
import { type Actor, canControlTask, hasRole } from "@/lib/actor";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/errors";
import { containing } from "@/lib/tables/like";
import { TASK_STATES, type TaskState } from "./states";
import { taskRows } from "./task-rows";
import type { TaskSnapshot } from "./task-snapshot";
import { toSnapshot } from "./to-snapshot";

export const TaskIdInput = z.object({ taskId: z.uuid() });
export type TaskIdInput = z.infer<typeof TaskIdInput>;

export const ListTasksInput = z.object({
  states: z.preprocess(
    // In a query string, a list of one is no list.
    (given) => (typeof given === "string" ? [given] : given),
    z.array(z.enum(TASK_STATES)).max(TASK_STATES.length).optional(),
  ),
  table: z.string().max(100).optional(),
  /** Whose tasks; of use to admins only, since others see none but their own. */
  actorId: z.uuid().optional(),
  /** Looked for in the change, the selection and the reason. */
  text: z.string().trim().max(200).optional(),
  /** Only tasks older than this one. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListTasksInput = Omit<z.input<typeof ListTasksInput>, "states"> & { states?: TaskState[] };

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

/** Own tasks (admins: everyone's), newest first, never plans that nobody applied. */
export async function listTasks(ctx: Ctx, given: ListTasksInput): Promise<TaskPage> {
  const input = ListTasksInput.parse(given);
  const rows = await taskRows(ctx.db)
    .where(
      and(
        visibleTo(ctx.actor),
        input.states?.length ? inArray(bulkTasks.state, input.states) : undefined,
        input.table ? eq(bulkTasks.tableName, input.table) : undefined,
        input.actorId ? eq(bulkTasks.actorId, input.actorId) : undefined,
        input.text ? mentions(input.text) : undefined,
        // The ids are UUIDs of version 7: their order is that of creation.
        input.before ? lt(bulkTasks.id, input.before) : undefined,
      ),
    )
    .orderBy(desc(bulkTasks.id))
    .limit(input.limit + 1);
  const tasks = rows.slice(0, input.limit).map(toSnapshot);
  return { tasks, next: rows.length > input.limit ? (tasks.at(-1)?.id ?? null) : null };
}

/** The condition under which an actor sees a task in any list. */
export function visibleTo(actor: Actor): SQL | undefined {
  return and(ne(bulkTasks.state, "planned"), hasRole(actor, "admin") ? undefined : eq(bulkTasks.actorId, actor.id));
}

function isVisible(actor: Actor, task: BulkTask): boolean {
  return task.state !== "planned" && canControlTask(actor, task);
}

function mentions(text: string): SQL | undefined {
  const pattern = containing(text);
  return or(
    ilike(bulkTasks.changeText, pattern),
    ilike(bulkTasks.filterText, pattern),
    ilike(bulkTasks.reason, pattern),
  );
}

function notFound(): AppError {
  return new AppError("NOT_FOUND", "There is no such task.");
}
