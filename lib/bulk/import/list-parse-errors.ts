import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { ChunkCursor, type ChunkPlace, cursorAfter, placeOf } from "@/lib/bulk/report/chunk-cursor";
import { findPlan } from "@/lib/bulk/plan/find-plan";
import type { ParseError } from "@/lib/bulk/model/row-values";
import { tellable } from "@/lib/bulk/report/tellable";
import { getTableFor } from "@/lib/tables/table-for";

export const ListParseErrorsInput = z.object({
  taskId: z.uuid(),
  /** `next` of the page before. */
  after: ChunkCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListParseErrorsInput = z.output<typeof ListParseErrorsInput>;

export interface ParseErrorsPage {
  /** Row number as in the file, and label of the column to blame, where there is one. */
  rows: { row: number; column: string | null; message: string }[];
  next: string | null;
}

/** Rows of a planned import that can't be read, as they stand in the file: chunks follow it, their records don't. @throws AppError PLAN_EXPIRED, CONFLICT */
export async function listParseErrors(
  ctx: Ctx,
  { taskId, after, limit }: ListParseErrorsInput,
): Promise<ParseErrorsPage> {
  const table = getTableFor(ctx.actor, (await findPlan(ctx, taskId)).tableName);
  const { seq, n } = placeOf(after);
  const found = await ctx.db.execute<ChunkPlace & { row: number; refused: ParseError }>(sql`
    select chunk.seq, (record.given ->> 'row')::int as n, (record.given ->> 'row')::int as row,
      record.given -> 'refused' as refused
    from swath.bulk_chunks chunk cross join lateral unnest(chunk.given) as record(given)
    where chunk.task_id = ${taskId} and chunk.seq >= ${seq}::int and record.given ? 'refused'
      and (chunk.seq, (record.given ->> 'row')::bigint) > (${seq}::int, ${n}::bigint)
    order by chunk.seq, 2 limit ${limit + 1}::int`);
  const shown = found.slice(0, limit);
  return {
    rows: shown.map(({ row, refused }) => ({
      row,
      ...tellable(table, refused),
    })),
    next: cursorAfter(shown.at(-1), found.length > limit),
  };
}
