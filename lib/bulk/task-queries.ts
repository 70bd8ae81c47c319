import { desc, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { users } from "@/lib/db/schema/users";
import { toSnapshot } from "./to-snapshot";
import type { TaskSnapshot } from "./task-snapshot";

/** Tasks as pages see them, newest first; ids that do not exist are left out. */
export async function snapshotsOf(db: Db | Tx, ids: string[]): Promise<TaskSnapshot[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ task: bulkTasks, actor: { id: users.id, name: users.name, email: users.email } })
    .from(bulkTasks)
    .innerJoin(users, eq(users.id, bulkTasks.actorId))
    .where(inArray(bulkTasks.id, ids))
    .orderBy(desc(bulkTasks.id));
  return rows.map(({ task, actor }) => toSnapshot(task, actor));
}
