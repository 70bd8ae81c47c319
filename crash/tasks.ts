import { eq, sql } from "drizzle-orm";
import type { Actor } from "@/lib/actor";
import type { Change } from "@/lib/bulk/change";
import { insertPlan } from "@/lib/bulk/insert-plan";
import type { Selection } from "@/lib/bulk/selection";
import { isTerminal, type TaskState } from "@/lib/bulk/states";
import { transition } from "@/lib/bulk/transition";
import type { Db } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { backendNamed } from "@/lib/queue/backends";
import { getTable } from "@/lib/tables/registry";
import { until } from "./worker-process";

export interface StartOptions {
  table?: string;
  /** Which records; every one of the table unless told otherwise. */
  selection?: Selection;
  lanes?: number;
  backend?: string;
}

/** Freezes, flips to `pending` and enqueues: what `applyPlan` does for a large edit, whether or not a worker is alive. */
export async function startTask(db: Db, actor: Actor, change: Change, options: StartOptions = {}): Promise<string> {
  const { selection = EVERYTHING, lanes = 2, backend = "graphile" } = options;
  const table = getTable(options.table ?? "places");
  const operation = change.kind === "delete" ? "delete" : "update";
  const { taskId } = await insertPlan(
    { db, actor },
    { table, selection, operation, change, filterText: "", expected: null },
  );
  await db.transaction(async (tx) => {
    await transition(tx, taskId, "pending", { lanes, backend, heartbeatAt: sql`now()` }, ["planned"]);
    await backendNamed(backend).enqueueLanes(tx, taskId, lanes);
  });
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
