import { eq } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Ctx } from "@/lib/ctx";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { notifyTask } from "@/lib/live/notify";
import { backendNamed } from "@/lib/queue/backends";
import { LaneCount, RecordsPerSecond } from "@/lib/bulk/model/limits";
import { isActive } from "@/lib/bulk/model/states";
import { snapshotsOf } from "./task-snapshots";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { nextRevision } from "./transition";
import { usefulLanes } from "./useful-lanes";

export const LimitTaskInput = z.object({
  taskId: z.uuid(),
  /** Null: as fast as it goes. */
  maxRecordsPerSecond: RecordsPerSecond,
  lanes: LaneCount,
});
export type LimitTaskInput = z.infer<typeof LimitTaskInput>;

/**
 * Changes how fast a task may go, also while it runs: every lane on every host follows within seconds. For admins.
 * @throws AppError FORBIDDEN, NOT_FOUND, CONFLICT (ended, or one transaction)
 */
export async function limitTask({ db, actor }: Ctx, input: LimitTaskInput): Promise<TaskSnapshot> {
  assertRole(actor, "admin", "limit tasks");
  const { taskId, maxRecordsPerSecond, lanes } = input;
  const { revision, asked } = await db.transaction(async (tx) => {
    const [task] = await tx.select().from(bulkTasks).where(eq(bulkTasks.id, taskId)).for("update");
    if (!task || task.state === "planned") throw new AppError("NOT_FOUND", "There is no such task.");
    assertLimitable(task, maxRecordsPerSecond);
    const [limited] = await tx
      .update(bulkTasks)
      .set({
        maxRecordsPerSecond,
        lanes,
        limitedBy: maxRecordsPerSecond === null ? null : actor.id,
        // What was due under the old limit is not waited for.
        pacedUntil: null,
        revision: nextRevision,
      })
      .where(eq(bulkTasks.id, taskId))
      .returning();
    const was = { maxRecordsPerSecond: task.maxRecordsPerSecond, lanes: task.lanes };
    const details = { maxRecordsPerSecond, lanes, was };
    await writeAudit(tx, { actorId: actor.id, subjectKind: "task", subjectId: taskId, action: "limited", details });
    const more = lanes > task.lanes && task.state !== "paused" && task.backend;
    const asked = more ? { backend: backendNamed(more), lanes: await usefulLanes(tx, taskId, lanes) } : undefined;
    await asked?.backend.enqueueLanes(tx, taskId, asked.lanes);
    return { revision: limited?.revision ?? task.revision, asked };
  });
  await asked?.backend.afterCommit?.(taskId, asked.lanes);
  await notifyTask(db, taskId, revision);
  const [snapshot] = await snapshotsOf(db, [taskId]);
  if (!snapshot) throw new AppError("NOT_FOUND", "There is no such task.");
  return snapshot;
}

function assertLimitable(task: BulkTask, maxRecordsPerSecond: number | null): void {
  if (!isActive(task.state) || task.state === "cancelling" || task.backend === "direct")
    throw new AppError("CONFLICT", "This task has ended or is about to: there is nothing left to limit.");
  if (task.errorPolicy === "all_or_nothing" && maxRecordsPerSecond !== null) {
    const message = "This task is one transaction, all or nothing: it can't be spread over time.";
    throw new AppError("CONFLICT", message, { fields: { maxRecordsPerSecond: message } });
  }
}
