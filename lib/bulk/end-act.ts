import type { EndReason } from "./finish-task";
import type { OutcomeCounts } from "./outcomes";
import type { TaskState } from "./states";
import type { TaskAct } from "./transition";

const ENDS = ["cancelled", "succeeded", "partial", "failed"] as const;

/** What the audit log says of a task's end: how many records it changed, and why it stopped where an error stopped it. */
export function endAct(to: TaskState, { changed }: OutcomeCounts, total: number, because?: EndReason): TaskAct {
  const action = ENDS.find((end) => end === to);
  if (!action) throw new Error(`${to} is no end.`);
  return { action, actorId: null, details: { changed, total, ...because } };
}
