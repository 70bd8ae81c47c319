import { eq, sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { taskRows, toSnapshot } from "@/lib/bulk/task/task-snapshots";
import type { Db } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { users } from "@/lib/db/schema/users";
import type { TableDef } from "@/lib/tables/table-def";
import { tableFor } from "@/lib/tables/table-for";
import { findTable } from "@/lib/tables/registry";

/** All that a message about the end of a task may say. */
export interface EndedTask {
  task: BulkTask;
  snapshot: TaskSnapshot;
  owner: Actor;
  /** Undefined where it is no longer declared. */
  table: TableDef | undefined;
  /** Why records were not changed: the first different reasons, without the records' own values. */
  reasons: string[];
}

const MOST_REASONS = 5;
/** A task may have a million refused records; the first ones tell enough. */
const LOOKED_AT = 1_000;

/** Undefined where the task is gone. */
export async function readEndedTask(db: Db, taskId: string): Promise<EndedTask | undefined> {
  const [row] = await taskRows(db).where(eq(bulkTasks.id, taskId));
  if (!row) return undefined;
  const [owner] = await db.select().from(users).where(eq(users.id, row.task.actorId));
  if (!owner) return undefined;
  const { id, email, name, role } = owner;
  const table = findTable(row.task.tableName);
  return {
    task: row.task,
    snapshot: toSnapshot(row),
    owner: { id, email, name, role },
    table,
    reasons: await firstReasons(db, taskId, table && tableFor({ role }, table)),
  };
}

/** @param table as the task's owner has it: reasons name columns */
async function firstReasons(db: Db, taskId: string, table: TableDef | undefined): Promise<string[]> {
  const own = table?.whole ? sql`and (column_id is null or column_id in ${table.columns.map(({ id }) => id)})` : sql``;
  const rows = await db.execute<{ message: string }>(sql`
    select message from (
      select id, message from swath.record_outcomes where task_id = ${taskId} ${own} order by id limit ${LOOKED_AT}) as first
    group by message order by count(*) desc, min(id) limit ${MOST_REASONS}`);
  return rows.map(({ message }) => message);
}
