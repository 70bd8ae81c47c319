import { TASK_ACTIONS } from "@/lib/audit/model/audited";
import type { TaskState } from "@/lib/bulk/model/states";
import { transition, type TaskPatch } from "@/lib/bulk/task/transition";
import type { Db } from "@/lib/db/client";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";

/** Moves a task to a state as nobody in particular, past the verbs and what they check. */
export async function moveTask(db: Db, taskId: string, to: TaskState, patch: TaskPatch = {}): Promise<BulkTask> {
  const action = TASK_ACTIONS.find((known) => known === to) ?? "started";
  return transition(db, taskId, to, { action, actorId: null }, patch);
}
