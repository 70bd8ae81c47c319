import { desc, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { taskRows } from "./task-rows";
import { toSnapshot } from "./to-snapshot";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";

/** Tasks as pages see them, newest first; ids that do not exist are left out. */
export async function snapshotsOf(db: Db | Tx, ids: string[]): Promise<TaskSnapshot[]> {
  if (ids.length === 0) return [];
  const rows = await taskRows(db).where(inArray(bulkTasks.id, ids)).orderBy(desc(bulkTasks.id));
  return rows.map(toSnapshot);
}
