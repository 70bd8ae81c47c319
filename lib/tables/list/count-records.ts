import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { withinTime } from "@/lib/db/within-time";
import { Filter } from "@/lib/tables/model/filter";
import { scopedWhere } from "./scoped-query";
import { TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const CountRecordsInput = z.object({
  table: TableName,
  filter: Filter.nullable().default(null),
  search: z.string().max(200).default(""),
  /** What an exact count may cost before the planner's estimate has to do. */
  withinMs: z.number().int().min(1).max(300).default(300),
});
export type CountRecordsInput = z.output<typeof CountRecordsInput>;

/** How many records match: exact where that is cheap, else the planner's estimate, marked as such. */
export async function countRecords(ctx: Ctx, input: CountRecordsInput): Promise<{ count: number; exact: boolean }> {
  const table = viewableTable(ctx.actor, input.table);
  const where = scopedWhere(ctx.actor, table, input);
  const from = sql`from ${table.pgTable} ${where ? sql`where ${where}` : sql``}`;
  const counted = await withinTime(
    ctx.db,
    input.withinMs,
    (tx) => tx.execute<{ n: string }>(sql`select count(*) as n ${from}`),
    ctx.signal,
  );
  if (counted) return { count: Number(counted[0]?.n ?? 0), exact: true };
  const [plan] = await ctx.db.execute<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    sql`explain (format json) select 1 ${from}`,
  );
  return { count: plan?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0, exact: false };
}
