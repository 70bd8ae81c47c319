import { setTimeout as sleep } from "node:timers/promises";
import { applyPlan, planTask } from "@/lib/testing/verbs";
import type { Change } from "@/lib/bulk/model/change";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { BenchEnvironment } from "./environment";

export interface TaskRun {
  taskId: string;
  freezeMs: number;
  acknowledgeMs: number;
  /** From the apply to the commit of the first chunk. */
  firstChunkMs: number;
  /** From the apply to the terminal state. */
  totalMs: number;
  counts: { changed: number; failed: number; unchanged: number };
}

export const ADD_ONE: Change = { kind: "update", columns: { population: { op: "add", by: 1 } } };
export const ADD_ONE_SQL = "update places set population = population + 1";

/** Plans, applies and watches one task over all of `places` (or those below `maxId`), as a user's browser would cause it. */
export async function runTask(
  env: BenchEnvironment,
  change: Change,
  options: { lanes?: number; maxId?: number } = {},
): Promise<TaskRun> {
  const { ctx } = env;
  const filter = options.maxId
    ? { join: "and" as const, rules: [{ column: "geoname_id", operator: "lte", value: options.maxId }] }
    : null;
  const begun = performance.now();
  const { taskId } = await planTask(ctx, { table: "places", selection: { kind: "matching", filter } });
  return applyAndWatch(env, taskId, performance.now() - begun, change, options.lanes);
}

/** Takes a finished task back, as its page would: plans the undo, applies it and watches it. */
export async function runUndo(env: BenchEnvironment, taskId: string, { lanes }: { lanes?: number }): Promise<TaskRun> {
  const begun = performance.now();
  const undo = await planUndo(env.ctx, { taskId });
  return applyAndWatch(env, undo.taskId, performance.now() - begun, undefined, lanes);
}

async function applyAndWatch(
  env: BenchEnvironment,
  taskId: string,
  freezeMs: number,
  change: Change | undefined,
  lanes: number | undefined,
): Promise<TaskRun> {
  const { ctx, sql } = env;
  if (lanes) await sql`update swath.bulk_tasks set lanes = ${lanes} where id = ${taskId}`;
  const applied = performance.now();
  await applyPlan(ctx, { taskId, change: change as never, errorPolicy: "skip_failed" });
  const acknowledgeMs = performance.now() - applied;
  const end = await waitForEnd(env, taskId);
  const totalMs = performance.now() - applied;
  const [first] = await sql<{ ms: number }[]>`
    select extract(epoch from min(c.done_at) - max(t.started_at)) * 1000 as ms
    from swath.bulk_chunks c join swath.bulk_tasks t on t.id = c.task_id where t.id = ${taskId}`;
  return {
    taskId,
    freezeMs,
    acknowledgeMs,
    firstChunkMs: end.firstSeenMs - applied > 0 ? end.firstSeenMs - applied : Number(first?.ms),
    totalMs,
    counts: end.counts,
  };
}

export async function waitForEnd({ sql }: BenchEnvironment, taskId: string) {
  let firstSeenMs = 0;
  while (true) {
    const [task] = await sql<{ state: string; changed: number; failed: number; unchanged: number; moved: boolean }[]>`
      select state, changed, failed, unchanged,
        exists (select from swath.bulk_chunks c where c.task_id = t.id and c.done_at is not null) as moved
      from swath.bulk_tasks t where id = ${taskId}`;
    if (!task) throw new Error("The task is gone.");
    if (task.moved && firstSeenMs === 0) firstSeenMs = performance.now();
    if (["succeeded", "partial", "failed", "cancelled"].includes(task.state)) return { firstSeenMs, counts: task };
    await sleep(firstSeenMs === 0 ? 10 : 50);
  }
}
