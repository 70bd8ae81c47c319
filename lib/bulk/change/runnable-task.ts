import { eq, sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { Db, Tx } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { users } from "@/lib/db/schema/users";
import { AppError } from "@/lib/model/errors";
import { type LiveTable, liveTableOf } from "@/lib/history/live-columns";
import { readEffects } from "@/lib/bulk/effects/read-effects";
import type { DeleteEffects } from "@/lib/bulk/effects/reference";
import type { TableDef } from "@/lib/tables/table-def";
import type { Change } from "@/lib/bulk/model/change";
import { columnDefaults, NO_DEFAULTS } from "./column-defaults";
import { compileChange } from "./compile-change";
import type { CompiledChange } from "./compiled-change";
import type { TaskFacts } from "@/lib/bulk/model/options";
import { movesRecords, notMovedHere } from "./moves-records";
import { assertMayChange, parseChange } from "./parse-change";
import { assertMayUndo } from "@/lib/bulk/undo/may-undo";
import { undoSource } from "@/lib/bulk/undo/undo-source";
import { getTableFor } from "@/lib/tables/table-for";

/** A task with all that its chunks need: declaration, actor and the compiled change. */
export interface RunnableTask {
  task: BulkTask;
  /** As its actor has it: with the columns that are theirs. */
  table: TableDef;
  actor: Actor;
  change: Change;
  compiled: CompiledChange;
  /** The table as the database has it now. */
  live: LiveTable;
  /** What a delete, or its undo, does to rows of whatever table. Null for other changes. */
  effects: DeleteEffects | null;
  facts: TaskFacts;
}

/**
 * Reads the task and its actor afresh and checks the right to write again, as the submitting user.
 * @throws AppError NOT_FOUND, UNKNOWN_TABLE, FORBIDDEN and whatever `parseChange` finds wrong by now
 */
export async function loadRunnableTask(db: Db | Tx, taskId: string): Promise<RunnableTask> {
  const [row] = await db
    .select({ task: bulkTasks, user: users })
    .from(bulkTasks)
    .innerJoin(users, eq(users.id, bulkTasks.actorId))
    .where(eq(bulkTasks.id, taskId));
  if (!row) throw new AppError("NOT_FOUND", "This task no longer exists.");
  if (row.user.disabledAt) throw new AppError("FORBIDDEN", "The account that started this task has been disabled.");
  const { id, email, name, role } = row.user;
  return makeRunnable(db, row.task, { id, email, name, role });
}

/** The same for a task and actor already at hand. */
export async function makeRunnable(db: Db | Tx, task: BulkTask, actor: Actor): Promise<RunnableTask> {
  const table = getTableFor(actor, task.tableName);
  if (!task.change) throw new AppError("EMPTY_CHANGE", "This task has no change yet.");
  const change = parseChange(table, task.change);
  const undo = change.kind === "undo" && task.parentId ? await undoSource(db, task.parentId) : null;
  if (undo) assertMayUndo(actor, table, undo);
  else assertMayChange(actor, table, change);
  const live = await liveTableOf(db, table);
  const planned = compileChange(table, actor, change, {
    frozen: { conflictPolicy: task.conflictPolicy, columns: task.frozenColumns },
    undo,
    defaults: change.kind === "insert" ? await columnDefaults(db, table) : NO_DEFAULTS,
    live: live.columns,
  });
  const compiled = movesRecords({ table, compiled: planned })
    ? { ...planned, guard: sql`${planned.guard} and ${notMovedHere(table, task.id)}` }
    : planned;
  return {
    task,
    table,
    actor,
    change,
    compiled,
    live,
    effects: compiled.mode === "delete" || compiled.mode === "restore" ? await readEffects(db, table) : null,
    facts: { id: task.id, table: table.name, operation: task.operation, change, actor, total: task.total },
  };
}

/** Only the state, on a fresh snapshot. */
export async function taskState(db: Db | Tx, taskId: string): Promise<BulkTask["state"] | undefined> {
  const [row] = await db.execute<{ state: BulkTask["state"] }>(
    sql`select state from swath.bulk_tasks where id = ${taskId}`,
  );
  return row?.state;
}
