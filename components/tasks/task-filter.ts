import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { ACTIVE_STATES, isTerminal, TERMINAL_STATES, type TaskState } from "@/lib/bulk/states";
import type { TaskSnapshot } from "@/lib/bulk/task-snapshot";

/** What the list can be narrowed to; several states that mean one thing to people are one choice. */
export const STATE_CHOICES = ["active", "succeeded", "partial", "failed", "cancelled"] as const;
export type StateChoice = (typeof STATE_CHOICES)[number];

/** What the URL of the task list says; anything that can't be read counts as not given. */
export const taskFilterParams = {
  state: parseAsStringLiteral(STATE_CHOICES),
  table: parseAsString,
  actor: parseAsString,
  q: parseAsString.withDefault(""),
};

export const loadTaskFilter = createLoader(taskFilterParams);

export interface TaskFilter {
  state: StateChoice | null;
  table: string | null;
  /** User id. */
  actor: string | null;
  q: string;
}

export function isNarrowed({ state, table, actor, q }: TaskFilter): boolean {
  return Boolean(state ?? table ?? actor) || q.trim() !== "";
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
  const text = filter.q.trim().toLowerCase();
  return [task.changeText, task.filterText, task.reason ?? ""].some((words) => words.toLowerCase().includes(text));
}
