import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { notifyTask } from "@/lib/live/notify";
import type { HeldFor } from "@/lib/bulk/model/limits";

/** Notes on a task why its lanes wait, for its page; the next progress takes it away again. */
export async function markHeld(db: Db, taskId: string, heldFor: HeldFor): Promise<void> {
  const [row] = await db.execute<{ revision: string }>(sql`
    update swath.bulk_tasks set held_for = ${heldFor}, revision = nextval('swath.task_revision')
    where id = ${taskId} and state = 'running' and held_for is distinct from ${heldFor}
    returning revision`);
  if (row) await notifyTask(db, taskId, Number(row.revision));
}
