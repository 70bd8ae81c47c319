import { eq, sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { Change } from "@/lib/bulk/model/change";
import { insertPlan } from "@/lib/bulk/plan/insert-plan";
import type { Selection } from "@/lib/tables/model/selection";
import { isTerminal, type TaskState } from "@/lib/bulk/model/states";
import { type TaskPatch, transition } from "@/lib/bulk/task/transition";
import type { Db } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { backendNamed } from "@/lib/queue/backends";
import type { TableDef } from "@/lib/tables/table-def";
import { getTable } from "@/lib/tables/registry";
import { until } from "./worker-process";

export interface StartOptions {
  table?: TableDef;
  /** Which records; every one of the table unless told otherwise. */
  selection?: Selection;
  /** The task that an `undo` takes back. */
  undoOf?: string;
  lanes?: number;
  backend?: string;
  /** The task's policies. */
  patch?: TaskPatch;
  /** Runs between the freeze and the yes. */
  meanwhile?: (taskId: string) => Promise<void>;
  /** False: the jobs of its lanes got lost. */
  enqueue?: boolean;
}

/** Freezes, flips to `pending` and enqueues: what `applyPlan` does for a large edit, whether or not a worker is alive. */
export async function startTask(db: Db, actor: Actor, change: Change, options: StartOptions = {}): Promise<string> {
  const { table = getTable("places"), undoOf, lanes = 2, backend = "graphile", enqueue = true } = options;
  const { taskId } = await insertPlan(
    { db, actor },
    {
      table,
      selection: undoOf ? { kind: "from_task", taskId: undoOf, which: "changed" } : (options.selection ?? EVERYTHING),
      operation: change.kind === "delete" || change.kind === "undo" ? change.kind : "update",
      change,
      filterText: "",
      parent: undoOf ? { id: undoOf, relation: "undo_of" } : undefined,
      expected: null,
    },
  );
  await options.meanwhile?.(taskId);
  await db.transaction(async (tx) => {
    const begun = { ...options.patch, lanes, backend, heartbeatAt: sql`now()` };
    await transition(tx, taskId, "pending", { action: "applied", actorId: actor.id }, begun, ["planned"]);
    if (enqueue) await backendNamed(backend).enqueueLanes(tx, taskId, lanes);
  });
  if (enqueue) await backendNamed(backend).afterCommit?.(taskId, lanes);
  return taskId;
}

const EVERYTHING: Selection = { kind: "matching", filter: null, search: "", exceptIds: [], expectedCount: null };

export async function taskRow(db: Db, taskId: string): Promise<BulkTask> {
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
  if (!task) throw new Error(`No task ${taskId}.`);
  return task;
}

export async function untilState(db: Db, taskId: string, state: TaskState, withinMs = 20_000): Promise<BulkTask> {
  await until(async () => (await taskRow(db, taskId)).state === state, withinMs, `state ${state}`);
  return taskRow(db, taskId);
}

export async function untilEnded(db: Db, taskId: string, withinMs = 60_000): Promise<BulkTask> {
  await until(async () => isTerminal((await taskRow(db, taskId)).state), withinMs, "the end of the task");
  return taskRow(db, taskId);
}

/** Chunks that have committed, straight from their rows. */
export async function chunksDone(db: Db, taskId: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from swath.bulk_chunks where task_id = ${taskId} and done_at is not null`,
  );
  return row?.n ?? 0;
}

export async function untilChunksDone(db: Db, taskId: string, n: number, withinMs = 20_000): Promise<number> {
  return until(async () => (await chunksDone(db, taskId)) >= n, withinMs, `${n} chunks done`);
}

/** Ids of the workers that wrote the task's chunks, the last one first. */
export async function chunkWorkers(db: Db, taskId: string): Promise<string[]> {
  const rows = await db.execute<{ worker: string }>(sql`
    select worker from swath.bulk_chunks where task_id = ${taskId} and done_at is not null order by done_at desc`);
  return rows.map((row) => row.worker);
}
