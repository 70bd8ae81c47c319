import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";

/** The one channel of task changes; the payload is small: `{ id, revision }`. */
export const TASKS_CHANNEL = "swath_tasks";

/** Tells every listening server that a task has a new revision. Call it after the commit, never in the data's transaction. */
export async function notifyTask(db: Db | Tx, id: string, revision: number): Promise<void> {
  await db.execute(sql`select pg_notify(${TASKS_CHANNEL}, ${JSON.stringify({ id, revision })})`);
}
