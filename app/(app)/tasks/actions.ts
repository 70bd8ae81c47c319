"use server";

import { applyPlan, ApplyPlanInput } from "@/lib/bulk/plan/apply-plan";
import { cancelTask, ControlTaskInput, pauseTask, resumeTask } from "@/lib/bulk/task/control-task";
import {
  applyPlans,
  ApplyPlansInput,
  controlTasks,
  ControlTasksInput,
  planRetries,
  PlanRetriesInput,
} from "@/lib/bulk/task/control-tasks";
import { PlanChildInput, planRetry, planUndo, PlanUndoInput } from "@/lib/bulk/plan/plan-child";
import { discardPlan, DiscardPlanInput } from "@/lib/bulk/plan/plan-task";
import { defineAction } from "@/lib/next/define-action";
import { deliverWithoutWorker } from "@/lib/notify/deliver-without-worker";
import { sendAgain, SendAgainInput } from "@/lib/notify/send-again";

export const cancelTaskAction = defineAction(ControlTaskInput, cancelTask);
export const pauseTaskAction = defineAction(ControlTaskInput, pauseTask);
export const resumeTaskAction = defineAction(ControlTaskInput, resumeTask);
export const planRetryAction = defineAction(PlanChildInput, planRetry);
export const planUndoAction = defineAction(PlanUndoInput, planUndo);
export const applyPlanAction = defineAction(ApplyPlanInput, applyPlan, deliverWithoutWorker);
export const sendAgainAction = defineAction(SendAgainInput, sendAgain, deliverWithoutWorker);
export const discardPlanAction = defineAction(DiscardPlanInput, discardPlan);
export const controlTasksAction = defineAction(ControlTasksInput, controlTasks);
export const planRetriesAction = defineAction(PlanRetriesInput, planRetries);
export const applyPlansAction = defineAction(ApplyPlansInput, applyPlans);
