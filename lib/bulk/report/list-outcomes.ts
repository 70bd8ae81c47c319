import { and, asc, eq, gt, ilike, or } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import type { Db } from "@/lib/db/client";
import { recordOutcomes } from "@/lib/db/schema/record-outcomes";
import { recordHref } from "@/lib/tables/record/record-href";
import { findTable } from "@/lib/tables/registry";
import { containing } from "@/lib/tables/list/like";
import { visibleTask } from "@/lib/bulk/task/list-tasks";
import { LISTED_OUTCOMES, type ListedOutcome } from "@/lib/bulk/model/outcomes";

export const ListOutcomesInput = z.object({
  taskId: z.uuid(),
  outcome: z.enum(LISTED_OUTCOMES).optional(),
  /** Looked for in label, record id and sentence. */
  text: z.string().trim().max(200).default(""),
  /** `next` of the page before. */
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListOutcomesInput = z.output<typeof ListOutcomesInput>;

export interface OutcomeRow {
  recordId: string;
  label: string | null;
  outcome: ListedOutcome;
  /** Label of the column to blame, where there is one. */
  column: string | null;
  code: string;
  message: string;
  /** The record in its table's page; null where there is none, or the table is no longer declared. */
  href: string | null;
}

export interface OutcomePage {
  rows: OutcomeRow[];
  next: number | null;
}

/** Records of a task that are neither changed nor unchanged, each with its reason, in the order they were found. @throws AppError NOT_FOUND */
export async function listOutcomes(ctx: Ctx, input: ListOutcomesInput): Promise<OutcomePage> {
  const task = await visibleTask(ctx, input.taskId);
  return readOutcomes(ctx.db, task.tableName, input);
}

/** The same of a task that the actor is known to see. */
export async function readOutcomes(
  db: Db,
  tableName: string,
  { taskId, outcome, text, after, limit }: z.output<typeof ListOutcomesInput>,
): Promise<OutcomePage> {
  const table = findTable(tableName);
  const found = await db
    .select()
    .from(recordOutcomes)
    .where(
      and(
        eq(recordOutcomes.taskId, taskId),
        gt(recordOutcomes.id, after),
        outcome ? eq(recordOutcomes.outcome, outcome) : undefined,
        text ? mentions(text) : undefined,
      ),
    )
    .orderBy(asc(recordOutcomes.id))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  return {
    rows: shown.map(({ recordId, label, outcome: became, column, code, message }) => ({
      recordId,
      label,
      outcome: became,
      column: column && (table?.columns.find(({ id }) => id === column)?.label ?? column),
      code,
      message,
      href: table && !UNNAMED.test(recordId) ? recordHref(table, recordId) : null,
    })),
    next: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** A given row without an id, see `listedAs`. */
const UNNAMED = /^row (\d+|\?)$/;

function mentions(text: string) {
  const pattern = containing(text);
  return or(
    ilike(recordOutcomes.label, pattern),
    ilike(recordOutcomes.recordId, pattern),
    ilike(recordOutcomes.message, pattern),
  );
}
