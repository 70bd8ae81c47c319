import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { cancelTask, pauseTask, resumeTask } from "./control-task";
import { discardPlan } from "@/lib/bulk/plan/plan-task";
import { applyPlan } from "@/lib/bulk/plan/apply-plan";
import { eachTask, MOST_AT_ONCE, type TaskResult } from "./each-task";
import { planRetry } from "@/lib/bulk/plan/plan-child";
import type { PlanCounts, PlanPreview } from "@/lib/bulk/model/preview";
import { previewPlan } from "@/lib/bulk/plan/preview-plan";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";

const TaskIds = z
  .array(z.uuid())
  .min(1)
  .max(MOST_AT_ONCE)
  .transform((ids) => [...new Set(ids)]);

const CONTROLS = { pause: pauseTask, resume: resumeTask, cancel: cancelTask };

export const ControlTasksInput = z.object({
  action: z.enum(["pause", "resume", "cancel"]),
  taskIds: TaskIds,
});
export type ControlTasksInput = z.infer<typeof ControlTasksInput>;

/**
 * Pauses, resumes or cancels several tasks, each for itself: one that can't be steered (it has ended, or is not there
 * for this actor) keeps none of the others from it. Answers what became of each, in the order given; never throws for one.
 */
export async function controlTasks(ctx: Ctx, input: ControlTasksInput): Promise<TaskResult<TaskSnapshot>[]> {
  return eachTask(input.taskIds, (taskId) => CONTROLS[input.action](ctx, { taskId }));
}

/** A retry as it would run: nothing is written until it is applied. */
export interface PlannedRetry {
  planId: string;
  counts: PlanCounts;
  runs: PlanPreview["runs"];
  /** It asks for a number to be typed, so it has to be retried by itself. */
  asksForNumber: boolean;
}

export const PlanRetriesInput = z.object({ taskIds: TaskIds });

/** The retries of several ended tasks, planned and counted, each for itself. */
export async function planRetries(
  ctx: Ctx,
  { taskIds }: z.infer<typeof PlanRetriesInput>,
): Promise<TaskResult<PlannedRetry>[]> {
  return eachTask(taskIds, async (taskId) => {
    const { taskId: planId } = await planRetry(ctx, { taskId });
    try {
      const { counts, runs, confirmNumber } = await previewPlan(ctx, { taskId: planId, cursor: null, pageSize: 1 });
      return { planId, counts, runs, asksForNumber: confirmNumber !== null };
    } catch (error) {
      await discardPlan(ctx, { taskId: planId });
      throw error;
    }
  });
}

export const ApplyPlansInput = z.object({ planIds: TaskIds });

/** Says yes to several plans that already have their change, each for itself. `taskId` of a result is the plan's. */
export async function applyPlans(
  ctx: Ctx,
  { planIds }: z.infer<typeof ApplyPlansInput>,
): Promise<TaskResult<TaskSnapshot>[]> {
  return eachTask(planIds, async (taskId) => (await applyPlan(ctx, { taskId, errorPolicy: "skip_failed" })).task);
}
