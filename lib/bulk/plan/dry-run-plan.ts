import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { transientReason } from "@/lib/db/postgres-error";
import { AppError } from "@/lib/model/errors";
import { counted } from "@/lib/model/locale";
import { Change } from "@/lib/bulk/model/change";
import { changeOfPlan, findPlan } from "./find-plan";
import type { OutcomeCounts } from "@/lib/bulk/model/outcomes";
import { ConflictPolicySchema } from "@/lib/bulk/model/policies";
import type { ListedRecord } from "@/lib/bulk/write/insert-outcomes";
import { dryRun } from "@/lib/bulk/write/run-atomically";
import { makeRunnable } from "@/lib/bulk/change/runnable-task";

/** A dry run holds its records' locks until it rolls back, so it is limited. */
export const MOST_DRY_RUN = 20_000;

export const DryRunInput = z.object({
  taskId: z.uuid(),
  change: Change.optional(),
  conflictPolicy: ConflictPolicySchema.optional(),
});
export type DryRunInput = z.output<typeof DryRunInput>;

export interface DryRun {
  counts: OutcomeCounts;
  /** Of a delete: how many of the changed ones the database would keep, marked by a trigger. */
  kept: number;
  /** Every record that would be left out, with its reason. */
  refused: ListedRecord[];
}

/**
 * "Try it for real and roll back": runs a plan with the real write, so that refusals that no preview can foresee
 * (triggers, unique values, hooks) are listed too. Leaves no trace.
 *
 * @throws AppError PLAN_EXPIRED, FORBIDDEN, TOO_MANY, CONFLICT (records locked by someone else), and what `parseChange` refuses
 */
export async function dryRunPlan(ctx: Ctx, input: DryRunInput): Promise<DryRun> {
  const plan = await findPlan(ctx, input.taskId);
  if (plan.total > MOST_DRY_RUN) {
    throw new AppError("TOO_MANY", `A change can be tried out on up to ${counted(MOST_DRY_RUN, "record")}.`);
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
    return await dryRun(ctx.db, runnable);
  } catch (error) {
    if (!transientReason(error)) throw error;
    throw new AppError("CONFLICT", "Someone else is writing these records right now. Please try again.", {
      cause: error,
    });
  }
}
