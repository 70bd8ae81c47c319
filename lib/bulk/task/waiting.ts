import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { needsWorker } from "@/lib/queue/backends";
import { ACTIVE_STATES } from "@/lib/bulk/model/states";
import type { Waiting } from "@/lib/bulk/model/task-snapshot";

export interface Person {
  id: string;
  name: string | null;
  email: string;
}

/** A task, and what decides whether it moves. */
export interface Situation {
  task: BulkTask;
  limiter: Person | null;
  pauser: Person | null;
  workerAlive: boolean;
  /** The database takes no writes, not even a worker's sign of life. */
  readOnly: boolean;
  /** Tasks at work or asked earlier; null unless it is pending. */
  ahead: number | null;
}

/** The first reason that holds, the most lasting one first; null for a task that just works, or has ended. */
export function waitingOf({ task, limiter, pauser, workerAlive, readOnly, ahead }: Situation): Waiting | null {
  if (task.state === "paused") return { kind: "paused", by: pauser && nameOf(pauser) };
  if (!ACTIVE_STATES.some((state) => state === task.state)) return null;
  if (readOnly) return { kind: "read_only" };
  if (!workerAlive && needsWorker(task.backend)) return { kind: "no_worker" };
  if (task.state === "pending") return ahead ? { kind: "behind", tasks: ahead } : null;
  if (task.state !== "running") return null;
  if (task.heldFor) return { kind: task.heldFor };
  if (task.maxRecordsPerSecond === null || task.errorPolicy === "all_or_nothing") return null;
  return { kind: "throttled", recordsPerSecond: task.maxRecordsPerSecond, by: limiter && nameOf(limiter) };
}

export const nameOf = ({ name, email }: Pick<Person, "name" | "email">): string => name ?? email;
