import type { OutcomeCounts } from "@/lib/bulk/model/outcomes";
import type { TaskState } from "@/lib/bulk/model/states";
import type { TaskAct } from "@/lib/bulk/task/transition";

/** Why a task ends before its last chunk, for people. */
export interface EndReason {
  code: string;
  message: string;
}

const ENDS = ["cancelled", "succeeded", "partial", "failed"] as const;

/** What the audit log says of a task's end: how many records it changed, and why it stopped where an error stopped it. */
export function endAct(to: TaskState, { changed }: OutcomeCounts, total: number, because?: EndReason): TaskAct {
  const action = ENDS.find((end) => end === to);
  if (!action) throw new Error(`${to} is no end.`);
  return { action, actorId: null, details: { changed, total, ...because } };
}
