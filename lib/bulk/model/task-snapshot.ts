import type { OutcomeCounts } from "./outcomes";
import type { ConflictPolicy, ErrorPolicy, Notification, TaskOperation, TaskRelation } from "./policies";
import type { TaskState } from "./states";
import type { HeldFor } from "./limits";

/** Why a task is slow or does not move; its words are in components/tasks/words. */
export type Waiting =
  | { kind: "paused"; by: string | null }
  | { kind: "no_worker" }
  /** Tasks that are at work or asked before it. */
  | { kind: "behind"; tasks: number }
  | { kind: HeldFor }
  /** `by` null: the table's setting says so. */
  | { kind: "throttled"; recordsPerSecond: number; by: string | null };

/** A bulk task as pages and the live stream see it. Plain JSON; times are ISO 8601. */
export interface TaskSnapshot {
  id: string;
  table: string;
  tableLabel: string;
  operation: TaskOperation;
  /** "population multiply by 1.05, status set to reviewed" */
  changeText: string;
  /** "country is US, 2 excluded" */
  filterText: string;
  /** Path and query of the table page with the task's filter. */
  tableHref: string;
  /** Whether it can be planned anew with its selection and change: see `repeatedTask`. */
  repeatable: boolean;
  /** The selection was all that a filter and search matched, not records one by one. */
  byFilter: boolean;
  /** Its records are the rows of a file, so what failed can be had as rows of that file. */
  fromFile: boolean;
  reason: string | null;
  actor: { id: string; name: string };
  state: TaskState;
  total: number;
  processed: number;
  progressPercent: number;
  counts: OutcomeCounts;
  /** Records per second over the time at work so far, pauses left out; null before the first chunk. */
  rate: number | null;
  /** Remaining seconds as a range; null while there are too few chunks to tell, and unless it is running. */
  remaining: { low: number; high: number } | null;
  /** Why it is slow or does not move; null for one that just works or has ended. */
  waiting: Waiting | null;
  /** Null: no limit. */
  maxRecordsPerSecond: number | null;
  /** How many lanes may work on it at once. */
  lanes: number;
  errorPolicy: ErrorPolicy;
  conflictPolicy: ConflictPolicy;
  backend: string | null;
  notification: Notification[];
  /** `part`: an undo of chosen records of its parent. */
  parent: { id: string; relation: TaskRelation; part: boolean } | null;
  error: { code: string; message: string } | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** How long it was paused, up to the last time it went on. */
  pausedMs: number;
  revision: number;
}
