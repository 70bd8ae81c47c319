/** The life of a bulk task, in order of appearance. */
export const TASK_STATES = [
  "planned", // selection frozen, nothing written, nobody has said yes yet
  "pending", // said yes; waiting for its first lane
  "running", // at least one lane has begun
  "paused", // lanes stop before their next chunk; can go on
  "cancelling", // no further chunk begins; waiting for the chunks in flight
  "cancelled", // ended by a person; what was written stays written
  "succeeded", // every record changed or already as asked
  "partial", // finished; some records not changed
  "failed", // finished or stopped; nothing changed, or stopped by an error
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** A state in one word. */
export const STATE_WORDS: Record<TaskState, string> = {
  planned: "Planned",
  pending: "Waiting",
  running: "Running",
  paused: "Paused",
  cancelling: "Cancelling",
  cancelled: "Cancelled",
  succeeded: "Done",
  partial: "Partly done",
  failed: "Failed",
};

/** The one transition table. Every transition is one conditional UPDATE over `sourcesOf(to)`. */
const TRANSITIONS: Record<TaskState, readonly TaskState[]> = {
  planned: ["pending", "running", "succeeded", "partial", "failed"],
  pending: ["running", "paused", "cancelling", "cancelled", "failed"],
  running: ["paused", "cancelling", "succeeded", "partial", "failed"],
  paused: ["running", "pending", "cancelling"],
  cancelling: ["cancelled", "succeeded", "partial", "failed"],
  cancelled: [],
  succeeded: [],
  partial: [],
  failed: [],
};

/** States in which a task holds its `task_key`: the same edit cannot be started a second time. */
export const ACTIVE_STATES = ["pending", "running", "paused", "cancelling"] as const satisfies readonly TaskState[];
export const TERMINAL_STATES = ["cancelled", "succeeded", "partial", "failed"] as const satisfies readonly TaskState[];

export function canBecome(from: TaskState, to: TaskState): boolean {
  return TRANSITIONS[from].includes(to);
}

export function sourcesOf(to: TaskState): TaskState[] {
  return TASK_STATES.filter((from) => canBecome(from, to));
}

export function isTerminal(state: TaskState): boolean {
  return (TERMINAL_STATES as readonly TaskState[]).includes(state);
}

export function isActive(state: TaskState): boolean {
  return (ACTIVE_STATES as readonly TaskState[]).includes(state);
}
