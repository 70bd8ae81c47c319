import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor } from "@/lib/model/actor";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/postgres-error";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { notifyTask } from "@/lib/live/notify";
import { counted } from "@/lib/model/locale";
import { backendNamed } from "@/lib/queue/backends";
import type { TableDef } from "@/lib/tables/table-def";
import { Change, type Change as AnyChange } from "@/lib/bulk/model/change";
import { confirmNumber } from "@/lib/bulk/change/confirm-number";
import { cancelTask } from "@/lib/bulk/task/control-task";
import { decideRun } from "./decide-run";
import { changeOfPlan, findPlan, hasFixedChange } from "./find-plan";
import { assertMayChange, describeChange, parseChange } from "@/lib/bulk/change/parse-change";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import { ConflictPolicySchema, type ErrorPolicy, ErrorPolicySchema } from "@/lib/bulk/model/policies";
import { runInOneTransaction } from "@/lib/bulk/write/run-atomically";
import { makeRunnable } from "@/lib/bulk/change/runnable-task";
import { isPart } from "@/lib/tables/model/selection";
import { ACTIVE_STATES, isTerminal } from "@/lib/bulk/model/states";
import { usefulLanes } from "@/lib/bulk/task/useful-lanes";
import { snapshotsOf } from "@/lib/bulk/task/task-snapshots";
import { taskKeyOf } from "./task-key";
import { type TaskAct, type TaskPatch, transition } from "@/lib/bulk/task/transition";
import { getTableFor } from "@/lib/tables/table-for";

export const ApplyPlanInput = z.object({
  taskId: z.uuid(),
  /** Left out for a retry, an undo or a plan that already has its change. */
  change: Change.optional(),
  /** Left out: a direct edit with one change for all is all or nothing, anything else follows its table's policy. */
  errorPolicy: ErrorPolicySchema.optional(),
  conflictPolicy: ConflictPolicySchema.optional(),
  /** A comment for those who read the task later. */
  reason: z.string().trim().max(500).optional(),
  /** The number typed by the user, where the preview asked for one. */
  confirmNumber: z.number().int().nonnegative().optional(),
});
export type ApplyPlanInput = z.output<typeof ApplyPlanInput>;

const ACTIVE_KEY = "bulk_tasks_active_task_key";

/**
 * Says yes to a plan. A background task is acknowledged in milliseconds whatever its size: one transaction flips the
 * state and enqueues its lanes. A direct edit has ended when this returns. The same edit twice at once is one task;
 * the second caller is answered with the first one's (`joined`), or as the table's `onDuplicate` says.
 *
 * @throws AppError PLAN_EXPIRED, CONFLICT, FORBIDDEN, EMPTY_CHANGE, INVALID, DUPLICATE (details: taskId), TOO_MANY
 */
export async function applyPlan(ctx: Ctx, input: ApplyPlanInput): Promise<ApplyResult> {
  const plan = await findPlan(ctx, input.taskId);
  const table = getTableFor(ctx.actor, plan.tableName);
  const asked = changeOfPlan(plan, input.change);
  if (!asked) throw new AppError("EMPTY_CHANGE", "Choose at least one column to change.");
  const change = parseChange(table, asked);
  assertMayChange(ctx.actor, table, change);
  await assertConfirmed(ctx, table, change, plan, input.confirmNumber);

  const { runs, runsWhy } = await decideRun(ctx.db, table, plan.total);
  if (runs === "impossible") throw new AppError("TOO_MANY", runsWhy ?? "");
  // One value that can't be read must not keep the others of a paste from being written.
  const careful = runs === "direct" && change.kind !== "values" && change.kind !== "insert";
  const errorPolicy = input.errorPolicy ?? (careful ? "all_or_nothing" : plan.errorPolicy);
  assertAtomicSize(table, plan, errorPolicy);

  const patch: TaskPatch = {
    change,
    changeText: plan.relation === "undo_of" ? await undoText(ctx, plan) : describeChange(table, change, plan.total),
    operation: hasFixedChange(plan) ? plan.operation : change.kind === "delete" ? "delete" : "update",
    errorPolicy,
    conflictPolicy: input.conflictPolicy ?? plan.conflictPolicy,
    reason: input.reason || null,
    taskKey: taskKeyOf(ctx.actor, table, change, plan.frozenDigest ?? "", plan.parentId),
    backend: runs === "direct" ? "direct" : table.bulk.backend,
  };
  return start(ctx, table, plan, patch, runs, runsWhy === null);
}

async function start(
  ctx: Ctx,
  table: TableDef,
  plan: BulkTask,
  patch: TaskPatch,
  runs: "direct" | "background",
  /** Whether somebody can be asked to run it; else the sweep of the next worker asks. */
  served: boolean,
  replaced = false,
): Promise<ApplyResult> {
  try {
    const task = runs === "direct" ? await runDirectly(ctx, plan, patch) : await enqueue(ctx, plan, patch, served);
    await notifyTask(ctx.db, task.id, task.revision);
    return answer(ctx, task.id, runs, false);
  } catch (error) {
    if (!isUniqueViolation(error, ACTIVE_KEY)) throw error;
    const active = await activeTask(ctx, patch.taskKey as string);
    if (active && table.bulk.onDuplicate === "join") {
      await ctx.db.delete(bulkTasks).where(eq(bulkTasks.id, plan.id));
      return answer(ctx, active.id, runs, true);
    }
    if (active && (table.bulk.onDuplicate === "reject" || replaced)) {
      throw new AppError("DUPLICATE", "This bulk operation is already in progress.", {
        details: { taskId: active.id },
      });
    }
    if (active) await replace(ctx, active.id, plan.id);
    return start(ctx, table, plan, patch, runs, served, true);
  }
}

/** `planned → pending` and, where the queue can, the lanes' jobs in one transaction: rolled back means never queued. */
async function enqueue({ db, actor }: Ctx, plan: BulkTask, patch: TaskPatch, served: boolean): Promise<BulkTask> {
  const backend = served ? backendNamed(String(patch.backend)) : undefined;
  const { task, lanes } = await db.transaction(async (tx) => {
    const begun = { ...patch, heartbeatAt: sql`now()` };
    const task = await transition(tx, plan.id, "pending", appliedAct(actor, plan, patch), begun, ["planned"]);
    await noteOnParent(tx, actor, plan);
    const lanes = patch.errorPolicy === "all_or_nothing" ? 1 : await usefulLanes(tx, plan.id, plan.lanes);
    await backend?.enqueueLanes(tx, plan.id, lanes);
    return { task, lanes };
  });
  await backend?.afterCommit?.(plan.id, lanes);
  return task;
}

/** The same chunk code, at once and in one transaction. */
async function runDirectly({ db, actor }: Ctx, plan: BulkTask, patch: TaskPatch): Promise<BulkTask> {
  return db.transaction(async (tx) => {
    const begun = { ...patch, startedAt: sql`now()`, heartbeatAt: sql`now()` };
    const task = await transition(tx, plan.id, "running", appliedAct(actor, plan, patch), begun, ["planned"]);
    await noteOnParent(tx, actor, plan);
    const finished = await runInOneTransaction(tx, await makeRunnable(tx, task, actor), "direct");
    if (!finished) throw new AppError("CONFLICT", "This edit is already being written.");
    return finished;
  });
}

function appliedAct({ id }: Actor, { total, relation, parentId }: BulkTask, patch: TaskPatch): TaskAct {
  const child = relation && parentId ? { relation, parentId } : {};
  return { action: "applied", actorId: id, details: { total, backend: patch.backend, ...child } };
}

/** The task that is retried or undone says so, too. */
async function noteOnParent(tx: Tx, { id }: Actor, plan: BulkTask): Promise<void> {
  if (!plan.relation || !plan.parentId) return;
  const action = plan.relation === "retry_of" ? "retried" : "undone";
  const subject = { subjectKind: "task", subjectId: plan.parentId } as const;
  const part = isPart(plan.selection) && { records: plan.total };
  await writeAudit(tx, { ...subject, actorId: id, action, details: { childId: plan.id, ...part } });
}

async function replace(ctx: Ctx, taskId: string, replacedBy: string): Promise<void> {
  await cancelTask(ctx, { taskId }, { replacedBy });
  for (let waited = 0; waited < 10_000; waited += 200) {
    const [task] = await ctx.db.select({ state: bulkTasks.state }).from(bulkTasks).where(eq(bulkTasks.id, taskId));
    if (!task || isTerminal(task.state)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function activeTask({ db }: Ctx, taskKey: string): Promise<BulkTask | undefined> {
  const states = sql.raw(ACTIVE_STATES.map((state) => `'${state}'`).join(", "));
  const [task] = await db
    .select()
    .from(bulkTasks)
    .where(sql`${bulkTasks.taskKey} = ${taskKey} and ${bulkTasks.state} in (${states})`);
  return task;
}

async function answer(ctx: Ctx, taskId: string, ran: "direct" | "background", joined: boolean): Promise<ApplyResult> {
  const [task] = await snapshotsOf(ctx.db, [taskId]);
  if (!task) throw new AppError("NOT_FOUND", "There is no such task.");
  return { task, ran, joined };
}

async function assertConfirmed(
  ctx: Ctx,
  table: TableDef,
  change: AnyChange,
  plan: BulkTask,
  typed: number | undefined,
): Promise<void> {
  const needed = await confirmNumber(ctx.db, table, change, plan.total);
  if (needed !== null && typed !== needed) {
    const message = `Type ${needed} to confirm that you want to delete ${counted(needed, "record")}.`;
    throw new AppError("INVALID", message, { fields: { confirmNumber: message } });
  }
}

function assertAtomicSize(table: TableDef, plan: BulkTask, errorPolicy: ErrorPolicy): void {
  const { maxAtomicRecords } = table.bulk;
  if (errorPolicy === "all_or_nothing" && plan.total > maxAtomicRecords) {
    const message = `“Change nothing at all” works for up to ${counted(maxAtomicRecords, "record")}.`;
    throw new AppError("TOO_MANY", message, { fields: { errorPolicy: message } });
  }
}

async function undoText({ db }: Ctx, plan: BulkTask): Promise<string> {
  const [parent] = await db
    .select({ text: bulkTasks.changeText })
    .from(bulkTasks)
    .where(eq(bulkTasks.id, plan.parentId ?? plan.id));
  const part = isPart(plan.selection) ? ` for ${counted(plan.total, "record")}` : "";
  return `undo of “${parent?.text ?? ""}”${part}`;
}
