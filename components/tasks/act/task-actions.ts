import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import type { ActionResult } from "@/lib/model/action-result";
import type { ControlTasksInput, PlannedRetry } from "@/lib/bulk/task/control-tasks";
import type { TaskResult } from "@/lib/bulk/task/each-task";
import type { Planned } from "@/lib/bulk/plan/insert-plan";
import type { LimitTaskInput } from "@/lib/bulk/task/limit-task";
import type { PlanUndoInput } from "@/lib/bulk/plan/plan-child";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";

type OfTask<T> = (input: { taskId: string }) => Promise<ActionResult<T>>;

/** The server actions that steer tasks; the layout hands in those of app/(app)/tasks/actions.ts. */
export interface TaskActions extends Pick<BulkActions, "applyPlan" | "discardPlan"> {
  cancelTask: OfTask<TaskSnapshot>;
  pauseTask: OfTask<TaskSnapshot>;
  resumeTask: OfTask<TaskSnapshot>;
  controlTasks: (input: ControlTasksInput) => Promise<ActionResult<TaskResult<TaskSnapshot>[]>>;
  planRetries: (input: { taskIds: string[] }) => Promise<ActionResult<TaskResult<PlannedRetry>[]>>;
  applyPlans: (input: { planIds: string[] }) => Promise<ActionResult<TaskResult<TaskSnapshot>[]>>;
  /** For admins. */
  limitTask: (input: LimitTaskInput) => Promise<ActionResult<TaskSnapshot>>;
  planRetry: OfTask<Planned>;
  planUndo: (input: PlanUndoInput) => Promise<ActionResult<Planned>>;
}
