import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { notificationPreferences, notifications } from "@/lib/db/schema/notifications";
import { users } from "@/lib/db/schema/users";
import { findTable } from "@/lib/tables/registry";
import type { Preferences } from "./model/tell";
import { whoIsTold } from "./who-is-told";

/**
 * Writes the outbox rows of a task's end, in the transaction that ends it: both commit or neither does. Afterwards the
 * task's `notification` says by which channels its end is told, which is what pages go by.
 */
export async function queueNotifications(tx: Tx, task: BulkTask): Promise<BulkTask> {
  const table = findTable(task.tableName);
  if (!table) return task;
  const { ownersAddress, preferences } = await readOwner(tx, task.actorId);
  const told = whoIsTold({
    rules: table.notification,
    preferences,
    state: task.state,
    direct: task.backend === "direct",
    ownersAddress,
  });
  if (told.outgoing.length > 0) {
    const rows = told.outgoing.map((message) => ({ ...message, taskId: task.id }));
    await tx.insert(notifications).values(rows).onConflictDoNothing();
  }
  if (told.channels.join() === task.notification.join()) return task;
  await tx.update(bulkTasks).set({ notification: told.channels }).where(eq(bulkTasks.id, task.id));
  return { ...task, notification: told.channels };
}

async function readOwner(tx: Tx, userId: string): Promise<{ ownersAddress: string | null; preferences: Preferences }> {
  const chosen = sql<Preferences | null>`(
    select jsonb_object_agg(${notificationPreferences.channel}, ${notificationPreferences.tell})
    from ${notificationPreferences} where ${notificationPreferences.userId} = ${userId}::uuid)`;
  const [owner] = await tx
    .select({ email: users.email, disabledAt: users.disabledAt, preferences: chosen })
    .from(users)
    .where(eq(users.id, userId));
  return { ownersAddress: owner && !owner.disabledAt ? owner.email : null, preferences: owner?.preferences ?? {} };
}
