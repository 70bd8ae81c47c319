"use server";

import { applyPlan, ApplyPlanInput } from "@/lib/bulk/apply-plan";
import { PlanChildInput, planUndo } from "@/lib/bulk/plan-child";
import { discardPlan, DiscardPlanInput, planTask, PlanTaskInput } from "@/lib/bulk/plan-task";
import { defineAction } from "@/lib/next/define-action";

export const planTaskAction = defineAction(PlanTaskInput, planTask);
export const applyPlanAction = defineAction(ApplyPlanInput, applyPlan);
export const discardPlanAction = defineAction(DiscardPlanInput, discardPlan);
export const planUndoAction = defineAction(PlanChildInput, planUndo);
