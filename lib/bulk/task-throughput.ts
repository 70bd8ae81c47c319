import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { type TaskIdInput, visibleTask } from "./list-tasks";

/** Records per stretch of time, told apart by whether they are as asked (`done`) or not (`missed`). */
export interface Throughput {
  /** When the first stretch begins, ISO 8601. */
  from: string;
  stepMs: number;
  steps: { done: number; missed: number }[];
}

export interface Commit {
  /** Milliseconds since the epoch. */
  endedAt: number;
  durationMs: number;
  done: number;
  missed: number;
}

const MOST_STEPS = 60;
const STEPS_MS = [100, 250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000];

/** How fast a task has been, from its chunk rows; null before the first one. @throws AppError NOT_FOUND */
export async function taskThroughput(ctx: Ctx, { taskId }: TaskIdInput): Promise<Throughput | null> {
  await visibleTask(ctx, taskId);
  // Chunks that were written together say so by their end and duration.
  const rows = await ctx.db.execute<{ ended_at: string; duration_ms: number; done: number; missed: number }>(sql`
    select (extract(epoch from date_trunc('milliseconds', done_at)) * 1000)::bigint::text as ended_at,
      coalesce(duration_ms, 0) as duration_ms,
      sum(changed + unchanged)::int as done, sum(conflict + failed + forbidden + gone)::int as missed
    from swath.bulk_chunks where task_id = ${taskId} and done_at is not null
    group by 1, 2`);
  return throughputOf(rows.map((row) => ({ ...row, endedAt: Number(row.ended_at), durationMs: row.duration_ms })));
}

/** Spreads each commit evenly over the time that it took, then adds up by stretches of a round length. */
export function throughputOf(commits: Commit[]): Throughput | null {
  if (commits.length === 0) return null;
  const from = Math.min(...commits.map((c) => c.endedAt - Math.max(1, c.durationMs)));
  const to = Math.max(...commits.map((c) => c.endedAt));
  const longest = STEPS_MS.at(-1) ?? 1;
  const stepMs =
    STEPS_MS.find((ms) => (to - from) / ms <= MOST_STEPS) ?? longest * Math.ceil((to - from) / longest / MOST_STEPS);
  const steps = Array.from({ length: Math.max(1, Math.ceil((to - from) / stepMs)) }, () => ({ done: 0, missed: 0 }));
  for (const { endedAt, durationMs, done, missed } of commits) {
    const took = Math.max(1, durationMs);
    const begin = endedAt - took - from;
    for (let i = Math.floor(begin / stepMs); i < steps.length && i * stepMs < begin + took; i++) {
      const share = (Math.min(begin + took, (i + 1) * stepMs) - Math.max(begin, i * stepMs)) / took;
      const step = steps[i];
      if (!step) continue;
      step.done += share * done;
      step.missed += share * missed;
    }
  }
  return { from: new Date(from).toISOString(), stepMs, steps };
}
