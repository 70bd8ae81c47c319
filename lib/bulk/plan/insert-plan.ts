import { eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Actor } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import type { Db, Tx } from "@/lib/db/client";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { counted, number, plural } from "@/lib/model/locale";
import { channelNames } from "@/lib/notify/notification-rules";
import type { TableDef } from "@/lib/tables/table-def";
import { tableLimits } from "@/lib/tables/settings/table-limits";
import type { Change } from "@/lib/bulk/model/change";
import { freeze, type Frozen } from "./freeze";
import { freezeRowValues, freezeUnfinishedValues, type FrozenRow } from "./freeze-values";
import { describeChange } from "@/lib/bulk/change/parse-change";
import type { TaskOperation, TaskRelation } from "@/lib/bulk/model/policies";
import { contentColumns } from "@/lib/tables/record/row-version";
import type { Selection } from "@/lib/tables/model/selection";

export interface NewPlan {
  table: TableDef;
  selection: Selection;
  operation: TaskOperation;
  change: Change | null;
  filterText: string;
  parent?: { id: string; relation: TaskRelation };
  /** Records that came with their values. */
  given?: FrozenRow[];
  /** The count that the user saw; a different one is an error unless null. */
  expected: number | null;
}

/** What a plan says before its records are known. */
export type PlanHead = Omit<NewPlan, "given" | "expected">;

export interface Planned {
  taskId: string;
  total: number;
}

/** How long a plan may wait for its yes. */
export const PLAN_LIFETIME_MINUTES = 60;

/**
 * Freezes a selection into a new task in state `planned`. Nothing is written to the table.
 * @throws AppError EMPTY_SELECTION, COUNT_MOVED (details: expected, actual) — the plan is rolled back
 */
export async function insertPlan({ db, actor }: Ctx, plan: NewPlan): Promise<Planned> {
  const taskId = uuidv7();
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('statement_timeout', '120s', true)`);
    await insertPlanRow(tx, actor, taskId, plan);
    const { total, digest } = await frozen(tx, actor, plan, taskId);
    if (plan.expected !== null && total !== plan.expected) throw countMoved(plan.expected, total);
    if (total === 0) throw new AppError("EMPTY_SELECTION", "No records are selected.");
    await completePlan(tx, taskId, plan, { total, digest });
    return { taskId, total };
  });
}

/** A plan without its records yet; nobody can apply it before `completePlan`. */
export async function insertPlanRow(db: Db | Tx, actor: Actor, taskId: string, plan: PlanHead): Promise<void> {
  const { table } = plan;
  await db.insert(bulkTasks).values({
    id: taskId,
    actorId: actor.id,
    tableName: table.name,
    operation: plan.operation,
    change: plan.change,
    selection: plan.selection,
    filterText: plan.filterText,
    ...(await tableLimits(db, table)),
    errorPolicy: table.bulk.errorPolicy,
    conflictPolicy: table.bulk.conflictPolicy,
    notification: channelNames(table.notification.map(({ channel }) => channel)),
    parentId: plan.parent?.id,
    relation: plan.parent?.relation,
    frozenColumns: contentColumns(table),
  });
}

/** The records are frozen: from here on the plan can be looked at and applied. */
export async function completePlan(
  db: Db | Tx,
  taskId: string,
  { table, change }: PlanHead,
  { total, digest }: Frozen,
): Promise<void> {
  await db
    .update(bulkTasks)
    .set({
      total,
      frozenDigest: digest,
      changeText: change ? describeChange(table, change, total) : "",
      plannedAt: sql`now()`,
    })
    .where(eq(bulkTasks.id, taskId));
}

function frozen(tx: Tx, actor: Actor, { table, selection, change, given }: NewPlan, taskId: string): Promise<Frozen> {
  if (selection.kind === "values") return freezeRowValues(tx, table, given ?? [], taskId);
  if ((change?.kind === "values" || change?.kind === "insert") && selection.kind === "from_task") {
    return freezeUnfinishedValues(tx, table, selection.taskId, taskId);
  }
  return freeze(tx, actor, table, selection, taskId);
}

export function countMoved(expected: number, actual: number): AppError {
  return new AppError(
    "COUNT_MOVED",
    `You saw ${counted(expected, "record")}, but now there ${plural(actual, "is", "are")} ${number(actual)}.`,
    {
      details: { expected, actual },
    },
  );
}
