import { and, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { MAX_LIST } from "@/lib/tables/kinds/values/max-list";
import { plainText } from "@/lib/tables/kinds/values/text-value";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { referenceTarget } from "./reference-target";
import { TableName } from "@/lib/tables/model/names";

export const ReferenceLabelsInput = z.object({
  table: TableName,
  column: z.string().max(100),
  ids: z.array(plainText(200)).max(MAX_LIST),
});
export type ReferenceLabelsInput = z.output<typeof ReferenceLabelsInput>;

/** What people call the records that a foreign key holds, by key. Records that are gone or out of reach are left out. */
export async function referenceLabels(
  ctx: Ctx,
  { table, column, ids }: ReferenceLabelsInput,
): Promise<{ labels: Record<string, string> }> {
  const { target, key } = referenceTarget(ctx, table, column);
  const known = ids.filter((id) => target.key.parse(id) !== undefined);
  const asked = isWholeKey(target, key)
    ? target.key.in(known)
    : sql`${key.pgColumn}::text in (select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))`;
  const rows = await ctx.db.execute<{ id: string; label: string }>(sql`
    select ${key.pgColumn}::text as id, coalesce(${target.recordLabel.pgColumn}::text, ${key.pgColumn}::text) as label
    from ${target.pgTable} where ${and(target.scope(ctx.actor), asked)}`);
  return { labels: Object.fromEntries(rows.map(({ id, label }) => [id, label])) };
}

const isWholeKey = ({ key }: TableDef, column: ColumnDef) => key.columns.length === 1 && key.columns[0] === column;
