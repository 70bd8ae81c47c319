import { sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";

/** Inserts a task as it might stand in the database, running and without chunks unless told otherwise. */
export async function insertTask(
  db: Db,
  actor: Actor,
  overrides: Partial<typeof bulkTasks.$inferInsert> = {},
): Promise<BulkTask> {
  const [task] = await db
    .insert(bulkTasks)
    .values({
      actorId: actor.id,
      tableName: "places",
      operation: "update",
      change: { kind: "update", columns: { region: { op: "set", value: "X" } } },
      changeText: "region set to X",
      filterText: "all records",
      selection: { kind: "records", ids: ["1"] },
      state: "running",
      total: 100,
      startedAt: new Date(),
      ...overrides,
    })
    .returning();
  if (!task) throw new Error("No task was inserted.");
  return task;
}

/** Changes a task's row and gives it its next revision, without telling anybody. */
export async function touchTask(db: Db, taskId: string, processed: number): Promise<number> {
  const [row] = await db.execute<{ revision: string }>(sql`
    update swath.bulk_tasks set processed = ${processed}, changed = ${processed}, revision = nextval('swath.task_revision')
    where id = ${taskId} returning revision`);
  return Number(row?.revision);
}
