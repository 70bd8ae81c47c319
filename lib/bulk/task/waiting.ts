import type { HeldFor } from "@/lib/bulk/model/limits";
import type { TaskRow } from "./task-rows";
import { ACTIVE_STATES } from "@/lib/bulk/model/states";

/** Why a task is slow or does not move; its words are in components/tasks/waiting-text. */
export type Waiting =
  | { kind: "paused"; by: string | null }
  | { kind: "no_worker" }
  /** Tasks that are at work or asked before it. */
  | { kind: "behind"; tasks: number }
  | { kind: HeldFor }
  /** `by` null: the table's setting says so. */
  | { kind: "throttled"; recordsPerSecond: number; by: string | null };

/** The first reason that holds, the most lasting one first; null for a task that just works, or has ended. */
export function waitingOf({ task, limiter, pauser, workerAlive, ahead }: TaskRow): Waiting | null {
  if (task.state === "paused") return { kind: "paused", by: pauser && nameOf(pauser) };
  if (!ACTIVE_STATES.some((state) => state === task.state)) return null;
  if (task.backend !== "direct" && !workerAlive) return { kind: "no_worker" };
  if (task.state === "pending") return ahead ? { kind: "behind", tasks: ahead } : null;
  if (task.state !== "running") return null;
  if (task.heldFor) return { kind: task.heldFor };
  if (task.maxRecordsPerSecond === null || task.errorPolicy === "all_or_nothing") return null;
  return { kind: "throttled", recordsPerSecond: task.maxRecordsPerSecond, by: limiter && nameOf(limiter) };
}

export const nameOf = ({ name, email }: { name: string | null; email: string }): string => name ?? email;
