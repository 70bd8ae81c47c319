import { isTerminal, type TaskState } from "@/lib/bulk/model/states";

export interface EtaInput {
  state: TaskState;
  processed: number;
  total: number;
  /** What it may reach from now on, whatever it has reached so far. */
  maxRecordsPerSecond?: number | null;
  /** How many chunks `processed` is the sum of. */
  chunksDone: number;
  startedAt: Date | null;
  /** When `processed` was last brought up to date: a task that waits for its next chunk isn't getting slower. */
  countedAt: Date | null;
  finishedAt: Date | null;
  /** Since when it is paused. */
  pausedAt: Date | null;
  /** How long it was paused before. */
  pausedMs: number;
}

export interface Eta {
  /** Records per second. */
  rate: number | null;
  /** Seconds. */
  remaining: { low: number; high: number } | null;
}

/** Before so many chunks, or this many seconds, an average says nothing yet. */
const LEAST_CHUNKS = 5;
const LEAST_SECONDS = 0.5;

/**
 * Speed so far and remaining time, from nothing but counters and times. Pauses are no time at work. The range is wide
 * at the beginning (half to double) and narrows as the task goes on: later chunks are rarely like the first ones.
 */
export function eta(input: EtaInput): Eta {
  const { state, processed, total, chunksDone } = input;
  const seconds = msAtWork(input) / 1_000;
  if (processed <= 0 || seconds <= 0) return { rate: null, remaining: null };
  const rate = processed / seconds;
  const tooEarly = chunksDone < LEAST_CHUNKS || seconds < LEAST_SECONDS;
  if (state !== "running" || tooEarly) return { rate, remaining: null };
  const left = Math.max(0, total - processed) / Math.min(rate, input.maxRecordsPerSecond ?? rate);
  const unsure = total > 0 ? 1 - Math.min(1, processed / total) : 0;
  return { rate, remaining: { low: left / (1 + unsure), high: left * (1 + unsure) } };
}

function msAtWork({ state, startedAt, countedAt, finishedAt, pausedAt, pausedMs }: EtaInput): number {
  const until = isTerminal(state) ? finishedAt : countedAt;
  if (!startedAt || !until) return 0;
  const pausedNow = pausedAt ? Math.max(0, until.getTime() - pausedAt.getTime()) : 0;
  return until.getTime() - startedAt.getTime() - pausedMs - pausedNow;
}
