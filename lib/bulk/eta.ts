import { isTerminal, type TaskState } from "./states";

export interface EtaInput {
  state: TaskState;
  processed: number;
  total: number;
  /** What it may reach from now on, whatever it has reached so far. */
  maxRecordsPerSecond?: number | null;
  startedAt: Date | null;
  /** When `processed` was last brought up to date: a task that waits for its next chunk isn't getting slower. */
  countedAt: Date | null;
  finishedAt: Date | null;
}

export interface Eta {
  /** Records per second. */
  rate: number | null;
  /** Seconds. */
  remaining: { low: number; high: number } | null;
}

/** Under this many seconds an average says nothing yet. */
const LEAST_SECONDS = 0.5;

/**
 * Speed so far and remaining time, from nothing but counters and times. The range is wide at the beginning
 * (half to double) and narrows as the task goes on: later chunks are rarely like the first ones.
 */
export function eta(input: EtaInput): Eta {
  const { state, processed, total, startedAt, countedAt, finishedAt } = input;
  const until = isTerminal(state) ? finishedAt : countedAt;
  const seconds = startedAt && until ? (until.getTime() - startedAt.getTime()) / 1_000 : 0;
  if (processed <= 0 || seconds <= 0) return { rate: null, remaining: null };
  const rate = processed / seconds;
  if (state !== "running" || seconds < LEAST_SECONDS) return { rate, remaining: null };
  const left = Math.max(0, total - processed) / Math.min(rate, input.maxRecordsPerSecond ?? rate);
  const unsure = total > 0 ? 1 - Math.min(1, processed / total) : 0;
  return { rate, remaining: { low: left / (1 + unsure), high: left * (1 + unsure) } };
}
