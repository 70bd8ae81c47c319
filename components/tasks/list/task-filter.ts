import { createLoader, parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { TASK_OPERATIONS, type TaskOperation } from "@/lib/bulk/model/policies";
import { ACTIVE_STATES, isTerminal, TERMINAL_STATES, type TaskState } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";

/** What the list can be narrowed to; several states that mean one thing to people are one choice. */
export const STATE_CHOICES = ["active", "succeeded", "partial", "failed", "cancelled"] as const;
export type StateChoice = (typeof STATE_CHOICES)[number];

/** What the URL of the task list says; anything that can't be read counts as not given. */
export const taskFilterParams = {
  state: parseAsStringLiteral(STATE_CHOICES),
  table: parseAsString,
  actor: parseAsString,
  operation: parseAsStringLiteral(TASK_OPERATIONS),
  /** From this moment on, and before that one: the same for whoever opens the link, in whatever time zone. */
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  q: parseAsString.withDefault(""),
};

export const loadTaskFilter = createLoader(taskFilterParams);

export interface TaskFilter {
  state: StateChoice | null;
  table: string | null;
  /** User id. */
  actor: string | null;
  operation: TaskOperation | null;
  from: Date | null;
  to: Date | null;
  q: string;
}

/** How many choices are made; the two ends of the dates are one. */
export function countOf({ state, table, actor, operation, from, to }: TaskFilter): number {
  return [state, table, actor, operation, from ?? to].filter((choice) => choice !== null).length;
}

export function isNarrowed(filter: TaskFilter): boolean {
  return countOf(filter) > 0 || filter.q.trim() !== "";
}

/** The states to ask the server for, of those in progress or of those that have ended; null where none fits. */
export function statesOf({ state }: TaskFilter, which: "active" | "ended"): TaskState[] | null {
  if (which === "active") return !state || state === "active" ? [...ACTIVE_STATES] : null;
  if (state === "active") return null;
  return state ? [state] : [...TERMINAL_STATES];
}

/** Whether a task that has just come over the stream belongs into the list: what the server would say. */
export function matchesFilter(task: TaskSnapshot, filter: TaskFilter): boolean {
  const states = statesOf(filter, isTerminal(task.state) ? "ended" : "active");
  if (!states?.includes(task.state)) return false;
  if (filter.table && filter.table !== task.table) return false;
  if (filter.actor && filter.actor !== task.actor.id) return false;
  if (filter.operation && filter.operation !== task.operation) return false;
  const at = new Date(task.createdAt);
  if ((filter.from && at < filter.from) || (filter.to && at >= filter.to)) return false;
  const text = filter.q.trim().toLowerCase();
  return [task.changeText, task.filterText, task.reason ?? ""].some((words) => words.toLowerCase().includes(text));
}
