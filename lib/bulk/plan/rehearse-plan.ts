import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { transientReason } from "@/lib/db/postgres-error";
import { AppError } from "@/lib/model/errors";
import { counted } from "@/lib/model/locale";
import { Change } from "@/lib/bulk/model/change";
import { changeOfPlan, findPlan } from "./find-plan";
import type { OutcomeCounts } from "@/lib/bulk/model/outcomes";
import { ConflictPolicySchema } from "@/lib/bulk/model/policies";
import { rehearse, type RefusedRecord } from "@/lib/bulk/write/run-atomically";
import { makeRunnable } from "@/lib/bulk/change/runnable-task";

/** A rehearsal holds its records' locks until it rolls back, so it is limited. */
export const MOST_REHEARSED = 20_000;

export const RehearsePlanInput = z.object({
  taskId: z.uuid(),
  change: Change.optional(),
  conflictPolicy: ConflictPolicySchema.optional(),
});
export type RehearsePlanInput = z.input<typeof RehearsePlanInput>;

export interface Rehearsal {
  counts: OutcomeCounts;
  /** Every record that would be left out, with its reason. */
  refused: RefusedRecord[];
}

/**
 * "Try it for real and roll back": runs a plan with the real write, so that refusals that no preview can foresee
 * (triggers, unique values, hooks) are listed too. Leaves no trace.
 *
 * @throws AppError PLAN_EXPIRED, FORBIDDEN, TOO_MANY, CONFLICT (records locked by someone else), and what `parseChange` refuses
 */
export async function rehearsePlan(ctx: Ctx, given: RehearsePlanInput): Promise<Rehearsal> {
  const input = RehearsePlanInput.parse(given);
  const plan = await findPlan(ctx, input.taskId);
  if (plan.total > MOST_REHEARSED) {
    throw new AppError("TOO_MANY", `A change can be tried out on up to ${counted(MOST_REHEARSED, "record")}.`);
  }
  const runnable = await makeRunnable(
    ctx.db,
    {
      ...plan,
      change: changeOfPlan(plan, input.change),
      conflictPolicy: input.conflictPolicy ?? plan.conflictPolicy,
    },
    ctx.actor,
  );
  try {
    return await rehearse(ctx.db, runnable);
  } catch (error) {
    if (!transientReason(error)) throw error;
    throw new AppError("CONFLICT", "Someone else is writing these records right now. Please try again.", {
      cause: error,
    });
  }
}
