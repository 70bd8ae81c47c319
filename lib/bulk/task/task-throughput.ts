import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { type TaskIdInput, visibleTask } from "./list-tasks";

/** Records per stretch of time, told apart by whether they are as asked (`done`) or not (`missed`). */
export interface Throughput {
  /** When the first stretch begins, ISO 8601. */
  from: string;
  stepMs: number;
  steps: { done: number; missed: number }[];
  /** Times without any write that are left out of the steps (a pause, no worker): before which step, and how long. */
  breaks: { step: number; ms: number }[];
}

export interface Commit {
  /** Milliseconds since the epoch. */
  endedAt: number;
  durationMs: number;
  done: number;
  missed: number;
}

const MOST_STEPS = 60;
/** A longer time in which nothing was written is no time at work. */
const BREAK_MS = 5_000;
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
export function throughputOf(given: Commit[]): Throughput | null {
  const { commits, breaks } = withoutBreaks(given);
  const [first] = commits;
  if (!first) return null;
  const from = beginOf(first);
  const to = commits.reduce((latest, { endedAt }) => Math.max(latest, endedAt), from);
  const longest = STEPS_MS.at(-1) ?? 1;
  const stepMs =
    STEPS_MS.find((ms) => (to - from) / ms <= MOST_STEPS) ?? longest * Math.ceil((to - from) / longest / MOST_STEPS);
  const steps = Array.from({ length: Math.max(1, Math.ceil((to - from) / stepMs)) }, () => ({ done: 0, missed: 0 }));
  for (const commit of commits) spread(commit, commit.endedAt - from, stepMs, steps);
  return {
    from: new Date(from).toISOString(),
    stepMs,
    steps,
    breaks: breaks.map(({ at, ms }) => ({ step: Math.floor((at - from) / stepMs), ms })),
  };
}

const tookMs = ({ durationMs }: Commit) => Math.max(1, durationMs);
const beginOf = (commit: Commit) => commit.endedAt - tookMs(commit);

/** In order of their beginning, each moved forward by the breaks before it. */
function withoutBreaks(given: Commit[]): { commits: Commit[]; breaks: { at: number; ms: number }[] } {
  const commits: Commit[] = [];
  const breaks: { at: number; ms: number }[] = [];
  let [busyUntil, left] = [Number.POSITIVE_INFINITY, 0];
  for (const commit of given.toSorted((a, b) => beginOf(a) - beginOf(b))) {
    const idle = beginOf(commit) - busyUntil;
    if (idle > BREAK_MS) {
      breaks.push({ at: busyUntil - left, ms: idle });
      left += idle;
    }
    busyUntil = commits.length === 0 ? commit.endedAt : Math.max(busyUntil, commit.endedAt);
    commits.push({ ...commit, endedAt: commit.endedAt - left });
  }
  return { commits, breaks };
}

function spread(commit: Commit, end: number, stepMs: number, steps: Throughput["steps"]): void {
  const took = tookMs(commit);
  const begin = end - took;
  for (let i = Math.floor(begin / stepMs); i < steps.length && i * stepMs < end; i++) {
    const share = (Math.min(end, (i + 1) * stepMs) - Math.max(begin, i * stepMs)) / took;
    const step = steps[i];
    if (!step) continue;
    step.done += share * commit.done;
    step.missed += share * commit.missed;
  }
}
