import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";

/** The one channel of changes; the payload is small: `{ id, revision }` of a task, `{ table }` of a single edit. */
export const TASKS_CHANNEL = "swath_tasks";

/** Tells every listening server that a task has a new revision. Call it after the commit, never in the data's transaction. */
export async function notifyTask(db: Db | Tx, id: string, revision: number): Promise<void> {
  await db.execute(sql`select pg_notify(${TASKS_CHANNEL}, ${JSON.stringify({ id, revision })})`);
}

/**
 * Tells every listening server that a record was edited by itself. Call it after the commit; the edit stands, so it never
 * throws: what was not told is found by the next look.
 */
export async function notifyEdit(db: Db, table: string): Promise<void> {
  await db.execute(sql`select pg_notify(${TASKS_CHANNEL}, ${JSON.stringify({ table })})`).catch(() => {});
}
