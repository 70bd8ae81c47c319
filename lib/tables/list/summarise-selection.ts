import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { selectionWhere } from "./selection-where";
import { Selection } from "@/lib/tables/model/selection";
import type { Ctx } from "@/lib/ctx";
import { withinTime } from "@/lib/db/within-time";
import { AppError } from "@/lib/model/errors";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { qualifiedName } from "@/lib/tables/qualified-name";
import { TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const SummariseSelectionInput = z.object({
  table: TableName,
  selection: Selection,
  /** A number column. */
  column: z.string().max(100),
});
export type SummariseSelectionInput = z.output<typeof SummariseSelectionInput>;

/** Numbers as text, so that no digit is lost; null where there is no value, or it would have taken too long. */
export interface SelectionSummary {
  /** Records, and those of them that have a value in the column. */
  records: number;
  values: number;
  sum: string | null;
  average: string | null;
  min: string | null;
  max: string | null;
  distinct: number | null;
  /** Records, values, sum and average are computed from a sample. */
  estimated: boolean;
}

const TIME_LIMIT_MS = 1_000;
const SAMPLE_RECORDS = 50_000;

/**
 * What a number column amounts to over the very selection, computed by the database. Where all of it takes too long,
 * first the distinct values are left out, then the rest is estimated from a sample of the table's pages.
 * @throws AppError UNKNOWN_TABLE, UNKNOWN_COLUMN, FORBIDDEN, INVALID, TOO_MANY (too slow)
 */
export async function summariseSelection(ctx: Ctx, input: SummariseSelectionInput): Promise<SelectionSummary> {
  const table = viewableTable(ctx.actor, input.table);
  const column = table.column(input.column);
  if (column.kind !== "integer" && column.kind !== "decimal") {
    throw new AppError("INVALID", `${column.label} holds no numbers.`, { fields: { column: "No numbers." } });
  }
  const where = selectionWhere(ctx.actor, table, input.selection);
  return (
    (await compute(ctx, table, column, where, { distinct: true })) ??
    (await compute(ctx, table, column, where, { distinct: false })) ??
    estimate(ctx, table, column, where)
  );
}

interface How {
  distinct: boolean;
  /** Percent of the table's pages. */
  sample?: number;
}

/** Undefined where the time limit struck. */
async function compute(
  { db, signal }: Ctx,
  table: TableDef,
  column: ColumnDef,
  where: SQL | undefined,
  { distinct, sample }: How,
): Promise<SelectionSummary | undefined> {
  const value = sql`${column.pgColumn}`;
  const rows = await withinTime(
    db,
    TIME_LIMIT_MS * (sample ? 4 : 1),
    (tx) =>
      tx.execute<Record<"records" | "values" | "sum" | "average" | "min" | "max" | "distinct", string | null>>(sql`
      select count(*) as records, count(${value}) as values, sum(${value})::numeric::text as sum,
        trim_scale(round(avg(${value})::numeric, ${(column.scale ?? 0) + 2}::int))::text as average,
        min(${value})::text as min, max(${value})::text as max,
        ${distinct ? sql`count(distinct ${value})` : sql`null`} as distinct
      from ${table.pgTable} ${sample ? sql`tablesample system (${sample}::real)` : sql``}
      ${where ? sql`where ${where}` : sql``}`),
    signal,
  );
  if (!rows) return undefined;
  const [row] = rows;
  if (!row) throw new Error("An aggregate answers one row.");
  return {
    ...row,
    records: Number(row.records),
    values: Number(row.values),
    distinct: row.distinct === null ? null : Number(row.distinct),
    estimated: false,
  };
}

async function estimate(ctx: Ctx, table: TableDef, column: ColumnDef, where: SQL | undefined) {
  const [size] = await ctx.db.execute<{ records: number }>(sql`
    select greatest(reltuples, 1)::float as records from pg_class where oid = ${qualifiedName(table)}::text::regclass`);
  const sample = Math.min(100, (100 * SAMPLE_RECORDS) / (size?.records ?? 1));
  const part = await compute(ctx, table, column, where, { distinct: false, sample });
  if (!part) throw new AppError("TOO_MANY", `Adding up ${column.label} took too long.`);
  const whole = (n: number) => Math.round((n * 100) / sample);
  return {
    ...part,
    records: whole(part.records),
    values: whole(part.values),
    sum: part.sum === null ? null : String(whole(Number(part.sum))),
    // The largest of a sample says little about the largest of all.
    min: null,
    max: null,
    estimated: true,
  };
}
