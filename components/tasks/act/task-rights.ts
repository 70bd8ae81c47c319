import { type Actor, canControlTask, hasRole } from "@/lib/model/actor";
import { isActive, isTerminal } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { VisibleTable } from "@/lib/tables/visible-tables";
import { retryCount } from "@/components/tasks/words/task-words";

export interface TaskRights {
  pause: boolean;
  resume: boolean;
  cancel: boolean;
  limit: boolean;
  retry: boolean;
  undo: boolean;
  /** Plan the same change on the same filter anew. */
  again: boolean;
}

/** What a person may do with a task as it stands: the same rules as the verbs, so that no button is dead. */
export function rightsOf(actor: Actor, task: TaskSnapshot, tables: readonly VisibleTable[]): TaskRights {
  const mine = canControlTask(actor, { actorId: task.actor.id });
  const table = tables.find(({ name }) => name === task.table);
  // Bringing deleted records back asks for the right to delete; so does taking an undo of that back, which the server knows.
  const needed = task.operation === "delete" ? table?.access.delete : table?.access.edit;
  const mayWrite = mine && needed !== undefined && hasRole(actor, needed);
  const { state } = task;
  return {
    pause: mine && (state === "pending" || state === "running"),
    resume: mine && state === "paused",
    cancel: mine && isActive(state) && state !== "cancelling",
    limit: hasRole(actor, "admin") && isActive(state) && state !== "cancelling" && task.backend !== "direct",
    retry: mayWrite && isTerminal(state) && retryCount(task) > 0,
    undo: mayWrite && isTerminal(state) && task.counts.changed > 0,
    again: mayWrite && isTerminal(state) && task.repeatable,
  };
}
