import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { auditLog } from "@/lib/db/schema/audit-log";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { recordOutcomes } from "@/lib/db/schema/record-outcomes";
import { AppError } from "@/lib/model/errors";
import { applyPlan } from "./apply-plan";
import { assertMayChange } from "@/lib/bulk/change/parse-change";
import { planInserts, PlanInsertsInput } from "./plan-inserts";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import { completed, problemsOf } from "./read-values";
import { TableName } from "@/lib/tables/model/names";
import { getTableFor } from "@/lib/tables/table-for";

export const InsertRecordInput = z.object({
  table: TableName,
  origin: z.enum(["new", "duplicate"]).default("new"),
  values: PlanInsertsInput.shape.records.element,
});
export type InsertRecordInput = z.output<typeof InsertRecordInput>;

/**
 * Adds one record, as a bulk task of one: with history, and an undo that takes it away again. What is refused leaves
 * neither a record nor a task behind.
 *
 * @throws AppError INVALID and REFUSED (`fields` by column id), and what `planInserts` throws
 */
export async function insertRecord(ctx: Ctx, { table: name, origin, values }: InsertRecordInput): Promise<ApplyResult> {
  const table = getTableFor(ctx.actor, name);
  assertMayChange(ctx.actor, table, { kind: "insert" });
  const fields = problemsOf(table, completed(table, values));
  const [first] = Object.values(fields);
  if (first) throw new AppError("INVALID", first, { fields });
  const { taskId } = await planInserts(ctx, { table: name, origin, records: [values] });
  const result = await applyPlan(ctx, { taskId });
  // Where even one record is a background task, its end will tell.
  if (result.ran === "background" || result.task.counts.changed === 1) return result;
  throw await refusal(ctx, taskId);
}

async function refusal({ db }: Ctx, taskId: string): Promise<AppError> {
  const [outcome] = await db.select().from(recordOutcomes).where(eq(recordOutcomes.taskId, taskId));
  await db.transaction(async (tx) => {
    // Nothing has happened, so the log keeps nothing of it either.
    await tx.delete(auditLog).where(and(eq(auditLog.subjectKind, "task"), eq(auditLog.subjectId, taskId)));
    await tx.delete(bulkTasks).where(eq(bulkTasks.id, taskId));
  });
  const message = outcome?.message ?? "The record could not be added.";
  const fields: Record<string, string> = outcome?.column ? { [outcome.column]: message } : {};
  return new AppError("REFUSED", message, { fields });
}
