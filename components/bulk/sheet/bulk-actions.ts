import type { ActionResult } from "@/lib/model/action-result";
import type { ApplyPlanInput } from "@/lib/bulk/plan/apply-plan";
import type { Planned } from "@/lib/bulk/plan/insert-plan";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { PlanTaskInput } from "@/lib/bulk/plan/plan-task";

/** The server actions that a bulk edit needs; pages hand in those of app/(app). */
export interface BulkActions {
  planTask: (input: PlanTaskInput) => Promise<ActionResult<Planned>>;
  applyPlan: (input: ApplyPlanInput) => Promise<ActionResult<ApplyResult>>;
  discardPlan: (input: { taskId: string }) => Promise<ActionResult<void>>;
  planUndo: (input: { taskId: string }) => Promise<ActionResult<Planned>>;
}
