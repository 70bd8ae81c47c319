import { type OutcomeCounts, processedOf } from "./outcomes";
import type { TaskState } from "./states";

/**
 * The end of a task, derived from what its chunks did. `cancelled` only where something was left undone:
 * a task whose last chunk committed before the cancel took hold has succeeded.
 */
export function terminalState(counts: OutcomeCounts, total: number, asked: "finish" | "cancel"): TaskState {
  const missed = counts.conflict + counts.failed + counts.forbidden + counts.gone;
  if (processedOf(counts) < total) return asked === "cancel" ? "cancelled" : "failed";
  if (missed === 0) return "succeeded";
  return counts.changed + counts.unchanged > 0 ? "partial" : "failed";
}
