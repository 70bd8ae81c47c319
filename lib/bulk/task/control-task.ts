import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { canControlTask } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { notifyTask } from "@/lib/live/notify";
import { backendNamed } from "@/lib/queue/backends";
import type { TaskState } from "@/lib/bulk/model/states";
import { finishIfDone } from "@/lib/bulk/run/finish-task";
import { snapshotsOf } from "./task-snapshots";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { type TaskAct, type TaskPatch, transition } from "./transition";

export const ControlTaskInput = z.object({ taskId: z.uuid() });
export type ControlTaskInput = z.infer<typeof ControlTaskInput>;

/**
 * Asks a task to stop. Lanes begin no further chunk and a running statement is cancelled (`writeWatched`); the task
 * becomes `cancelled` when its last chunk in flight has ended (`finishIfDone`). What was written stays written.
 * For its owner and admins.
 * @throws AppError NOT_FOUND, CONFLICT (already ended)
 */
export async function cancelTask(
  ctx: Ctx,
  { taskId }: ControlTaskInput,
  details: Record<string, unknown> = {},
): Promise<TaskSnapshot> {
  const cancelling = await control(ctx, taskId, "cancelling", {
    act: { action: "cancelling", details },
    patch: PAUSE_OVER,
  });
  // With no chunk in flight it ends here and now; else the lane that has it, or the sweep, gives it its end.
  const ended = await finishIfDone(ctx.db, taskId);
  return ended ? snapshotOf(ctx, taskId) : cancelling;
}

/** Lanes stop before their next chunk. @throws AppError NOT_FOUND, CONFLICT */
export async function pauseTask(ctx: Ctx, { taskId }: ControlTaskInput): Promise<TaskSnapshot> {
  return control(ctx, taskId, "paused", {
    act: { action: "paused" },
    patch: { pausedBy: ctx.actor.id, pausedAt: sql`now()` },
  });
}

/** Goes on where a paused task stopped. @throws AppError NOT_FOUND, CONFLICT */
export async function resumeTask(ctx: Ctx, { taskId }: ControlTaskInput): Promise<TaskSnapshot> {
  return control(ctx, taskId, "running", {
    act: { action: "resumed" },
    from: ["paused"],
    // Paused before its first lane had come: it begins now.
    patch: { ...PAUSE_OVER, startedAt: sql`coalesce(started_at, now())`, pausedBy: null },
    lanes: (task) => task.lanes,
  });
}

interface Control {
  act: Omit<TaskAct, "actorId">;
  from?: TaskState[];
  patch?: TaskPatch;
  /** How many lanes are asked for, so that somebody acts on it. */
  lanes?: (task: BulkTask) => number;
}

/** What was paused before it began has lost no time. */
const PAUSE_OVER: TaskPatch = {
  pausedMs: sql`paused_ms + case when started_at is null or paused_at is null then 0
    else (extract(epoch from now() - paused_at) * 1000)::bigint end`,
  pausedAt: null,
};

async function control(
  { db, actor }: Ctx,
  taskId: string,
  to: TaskState,
  { act, from, patch, lanes }: Control,
): Promise<TaskSnapshot> {
  const moved = await db.transaction(async (tx) => {
    const [task] = await tx.select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
    if (!task || task.state === "planned" || !canControlTask(actor, task))
      throw new AppError("NOT_FOUND", "There is no such task.");
    const by = { ...act, actorId: actor.id };
    const moved = await transition(tx, taskId, to, by, { ...patch, heartbeatAt: sql`now()` }, from);
    if (lanes) await backendOf(moved)?.enqueueLanes(tx, taskId, lanes(moved));
    return moved;
  });
  if (lanes) await backendOf(moved)?.afterCommit?.(taskId, lanes(moved));
  await notifyTask(db, taskId, moved.revision);
  return snapshotOf({ db }, taskId);
}

async function snapshotOf({ db }: Pick<Ctx, "db">, taskId: string): Promise<TaskSnapshot> {
  const [snapshot] = await snapshotsOf(db, [taskId]);
  if (!snapshot) throw new AppError("NOT_FOUND", "There is no such task.");
  return snapshot;
}

function backendOf(task: BulkTask) {
  return task.backend && task.backend !== "direct" ? backendNamed(task.backend) : undefined;
}
