import type { Outcome } from "./outcomes";
import type { TaskSnapshot } from "./task-snapshot";

/** What a plan would do, counted by the database with the expressions that will run. The counts add up to `total`. */
export interface PlanCounts {
  total: number;
  willChange: number;
  unchanged: number;
  /** Changed since the selection was frozen, out of the actor's reach, no longer there. */
  conflict: number;
  forbidden: number;
  gone: number;
  /** Will be refused for a reason that can be known before the write. */
  refused: number;
}

export interface PlannedRefusal {
  column: string | null;
  code: string;
  message: string;
  count: number;
}

export interface PlanRow {
  id: string;
  label: string;
  /** `changed` here means: would change. */
  outcome: Outcome;
  /** Would be added: there is no before. */
  isNew: boolean;
  /** Only the columns of the change; JSON values, of foreign keys the keys. */
  cells: { column: string; before: unknown; after: unknown }[];
  message: string | null;
}

export interface PlanPreview {
  taskId: string;
  counts: PlanCounts;
  refusals: PlannedRefusal[];
  /** A page of before → after, in key order; `nextCursor` asks for the next one. */
  rows: PlanRow[];
  nextCursor: string | null;
  /** Deletes: what else goes, per referencing table; `blocked` where the reference forbids it. */
  /** `lasting`: an undo can't bring it back. */
  cascades: { table: string; count: number; effect: "deleted" | "cleared" | "reset" | "blocked"; lasting: boolean }[];
  /** Deletes: a trigger of the database decides about each record, and may keep it, marked. */
  mayKeep: boolean;
  /** What of the database's own has a say in it as well: “trigger log_changes”, “row-level security”. */
  besides: string[];
  /** Type this number before applying; null when not asked for. */
  confirmNumber: number | null;
  /** How it would run, and why in words when that is not the usual way ("No worker is running, …"). */
  runs: "direct" | "background" | "impossible";
  runsWhy: string | null;
  /** Most records that can be tried out for real (`dryRunPlan`). */
  mostDryRun: number;
}

export interface ApplyResult {
  task: TaskSnapshot;
  ran: "direct" | "background";
  /** True when the same edit was already in progress and `task` is that one. */
  joined: boolean;
}
