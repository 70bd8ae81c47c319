import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { recordHref } from "@/lib/tables/record/record-href";
import { ChunkCursor, type ChunkPlace, cursorAfter, placeOf } from "./chunk-cursor";
import { visibleTask } from "@/lib/bulk/task/list-tasks";
import { listedAs } from "@/lib/bulk/change/slice";
import { viewableTable } from "@/lib/tables/table-for";

export const ListUnprocessedInput = z.object({
  taskId: z.uuid(),
  /** `next` of the page before. */
  after: ChunkCursor.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
});
export type ListUnprocessedInput = z.output<typeof ListUnprocessedInput>;

export interface UnprocessedPage {
  /** The label is null where the record is gone or out of the actor's reach. */
  rows: { recordId: string; label: string | null; href: string | null }[];
  next: string | null;
}

/**
 * Records that a task never came to, in key order. What an all-or-nothing task rolled back counts as such, save for
 * those that made it roll back.
 * @throws AppError NOT_FOUND, UNKNOWN_TABLE, FORBIDDEN
 */
export async function listUnprocessed(
  ctx: Ctx,
  { taskId, after, limit }: ListUnprocessedInput,
): Promise<UnprocessedPage> {
  const task = await visibleTask(ctx, taskId);
  const table = viewableTable(ctx.actor, task.tableName);
  const { seq, n } = placeOf(after);
  const listed =
    task.errorPolicy === "all_or_nothing"
      ? sql`and not exists (
          select from swath.record_outcomes o where o.task_id = ${taskId} and o.record_id = ${listedAs})`
      : sql``;
  const found = await ctx.db.execute<ChunkPlace & { id: string | null; listed: string; label: string | null }>(sql`
    with task_page as materialized (
      select chunk.seq, frozen.n::int as n, frozen.id, ${listedAs} as listed
      from swath.bulk_chunks chunk
      cross join lateral unnest(chunk.record_ids, chunk.given) with ordinality as frozen(id, given, n)
      where chunk.task_id = ${taskId} and chunk.done_at is null and chunk.seq >= ${seq}::int
        and (chunk.seq, frozen.n) > (${seq}::int, ${n}::bigint) ${listed}
      order by chunk.seq, frozen.n limit ${limit + 1}::int)
    select task_page.seq, task_page.n, task_page.id, task_page.listed, ${table.recordLabel.pgColumn}::text as label
    from task_page
    cross join lateral (select ${table.key.valuesOf(sql`task_page.id`)}) as own
    left join ${table.pgTable} on ${table.key.on("own")} and ${table.scope(ctx.actor) ?? sql`true`}
    order by 1, 2`);
  const shown = found.slice(0, limit);
  return {
    rows: shown.map(({ id, listed, label }) => ({
      recordId: listed,
      label,
      href: id === null ? null : recordHref(table, id),
    })),
    next: cursorAfter(shown.at(-1), found.length > limit),
  };
}
