import { and, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { escapeLike } from "@/lib/tables/list/like";
import { referenceTarget } from "./reference-target";
import { TableName } from "@/lib/tables/model/names";

export const SearchReferencesInput = z.object({
  table: TableName,
  column: z.string().max(100),
  q: z.string().max(200).default(""),
});
export type SearchReferencesInput = z.output<typeof SearchReferencesInput>;

const MOST = 20;

/** Records that a foreign key may refer to, found by label or key; those that begin with the text come first. */
export async function searchReferences(
  ctx: Ctx,
  { table: name, column: id, q }: SearchReferencesInput,
): Promise<{ items: { id: string; label: string }[] }> {
  const { target, key } = referenceTarget(ctx, name, id);

  const pattern = `${escapeLike(q.trim())}%`;
  const label = sql`${target.recordLabel.pgColumn}::text`;
  const found = q.trim()
    ? or(sql`${label} ilike ${`%${pattern}`}`, sql`${key.pgColumn}::text ilike ${pattern}`)
    : undefined;
  const where = and(target.scope(ctx.actor), found);
  const items = await ctx.db.execute<{ id: string; label: string }>(sql`
    select ${key.pgColumn}::text as id, coalesce(${label}, ${key.pgColumn}::text) as label
    from ${target.pgTable} ${where ? sql`where ${where}` : sql``}
    order by (${label} ilike ${pattern}) desc, ${label} limit ${MOST}`);
  return { items: [...items] };
}
