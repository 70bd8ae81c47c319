import { eq, sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { users } from "@/lib/db/schema/users";
import { findTable } from "@/lib/tables/registry";
import { COUNTED_OUTCOMES, noOutcomes } from "./outcomes";

/**
 * Tells the table's `onFinish` of a task's end, after it was committed: at least once, since a worker that dies in
 * between is made up for by the sweep. A hook that throws is logged and not called again.
 */
export async function followUp(db: Db, task: BulkTask, log: Logger): Promise<void> {
  await callOnFinish(db, task).catch((error: unknown) => {
    log.error({ err: error, taskId: task.id, table: task.tableName }, "onFinish failed");
  });
  await db
    .update(bulkTasks)
    .set({ followedUpAt: sql`clock_timestamp()` })
    .where(eq(bulkTasks.id, task.id));
}

async function callOnFinish(db: Db, task: BulkTask): Promise<void> {
  const onFinish = findTable(task.tableName)?.bulk.onFinish;
  if (!onFinish || !task.change) return;
  const [user] = await db.select().from(users).where(eq(users.id, task.actorId));
  if (!user) return;
  const counts = noOutcomes();
  for (const outcome of COUNTED_OUTCOMES) counts[outcome] = task[outcome];
  await onFinish(
    { state: task.state, counts, idempotencyKey: `${task.id}:${task.state}` },
    {
      id: task.id,
      table: task.tableName,
      operation: task.operation,
      change: task.change,
      actor: { id: user.id, email: user.email, name: user.name, role: user.role },
      total: task.total,
    },
  );
}
