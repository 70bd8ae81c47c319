import { and, asc, eq, gt, ilike, or, sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { recordOutcomes } from "@/lib/db/schema/record-outcomes";
import { recordHref } from "@/lib/tables/record/record-href";
import { findTable } from "@/lib/tables/registry";
import type { TableDef } from "@/lib/tables/table-def";
import { tableFor } from "@/lib/tables/table-for";
import { tellable } from "./tellable";
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
  /** As it was called then; null where the record is out of the actor's reach by now. */
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
  /** A page of a search may hold fewer than asked for, and still have a next one. */
  rows: OutcomeRow[];
  next: number | null;
}

/** Records of a task that are neither changed nor unchanged, each with its reason, in the order they were found. @throws AppError NOT_FOUND, FORBIDDEN */
export async function listOutcomes(ctx: Ctx, input: ListOutcomesInput): Promise<OutcomePage> {
  const task = await visibleTask(ctx, input.taskId);
  return readOutcomes(ctx, task.tableName, input);
}

/** The same of a task that the actor is known to see. @throws AppError FORBIDDEN */
export async function readOutcomes(
  ctx: Ctx,
  tableName: string,
  { taskId, outcome, text, after, limit }: z.output<typeof ListOutcomesInput>,
): Promise<OutcomePage> {
  const declared = findTable(tableName);
  const table = declared && tableFor(ctx.actor, declared);
  if (table) assertRole(ctx.actor, table.access.view, `see ${table.label}`);
  const found = await ctx.db
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
  const named = await namedFor(
    ctx,
    table,
    shown.map(({ recordId }) => recordId),
  );
  // Whoever may not see a label, or a message, must not find the record by it either.
  const mayFind = (row: (typeof shown)[number]) =>
    text === "" ||
    [row.recordId, named(row.recordId) ? row.label : null, tellable(table, row).message].some((given) =>
      contains(given ?? "", text),
    );
  return {
    rows: shown.filter(mayFind).map(({ recordId, label, outcome: became, column, code, message }) => ({
      recordId,
      label: named(recordId) ? label : null,
      outcome: became,
      code,
      ...tellable(table, { column, message }),
      href: table && !UNNAMED.test(recordId) ? recordHref(table, recordId) : null,
    })),
    next: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** Whose labels the actor may read: of records that are within their scope now; none where they may not see what names them. */
async function namedFor(
  { db, actor }: Ctx,
  table: TableDef | undefined,
  ids: string[],
): Promise<(id: string) => boolean> {
  if (!table || (table.whole && table.whole.recordLabel.id !== table.recordLabel.id)) return () => false;
  const scope = table.scope(actor);
  if (!scope) return () => true;
  const known = ids.filter((id) => table.key.parse(id) !== undefined);
  if (known.length === 0) return () => false;
  const rows = await db.execute<{ id: string }>(sql`
    select ${table.key.text} as id from ${table.pgTable} where ${and(scope, table.key.in(known))}`);
  const within = new Set(rows.map(({ id }) => id));
  return (id) => within.has(id);
}

const contains = (whole: string, part: string) => whole.toLowerCase().includes(part.toLowerCase());

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
