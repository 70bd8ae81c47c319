import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { withinTime } from "@/lib/db/within-time";
import { AppError } from "@/lib/model/errors";
import { containing } from "./like";
import { toJson, typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { Filter } from "@/lib/tables/model/filter";
import { hasTextItems } from "@/lib/tables/kinds/rules/list-rule";
import { plainText } from "@/lib/tables/kinds/values/text-value";
import { labelOfReference } from "@/lib/tables/references/reference-label";
import { scopedWhere } from "./scoped-query";
import { TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const ColumnFacetsInput = z.object({
  table: TableName,
  column: z.string().max(100),
  filter: Filter.nullable().default(null),
  search: z.string().max(200).default(""),
  /** Only values (or labels) that contain this. */
  q: plainText(200).default(""),
});
export type ColumnFacetsInput = z.output<typeof ColumnFacetsInput>;

export interface Facet {
  /** As a filter takes it; null is empty. */
  value: unknown;
  /** Of the record that a foreign key holds. */
  label: string | null;
  count: number;
}

export interface ColumnFacets {
  /** The commonest first. */
  facets: Facet[];
  /** There are more values than are listed. */
  more: boolean;
  /** Counting all took too long: the counts are of this many records only. Null: of all. */
  sampled: number | null;
}

const MOST = 50;
const TIME_LIMIT_MS = 800;
const SAMPLE = 20_000;

/**
 * The distinct values of a column among the matching records, with their counts. Lists are counted by their items.
 * @throws AppError UNKNOWN_TABLE, UNKNOWN_COLUMN, FORBIDDEN, INVALID (json has no values to list), TOO_MANY (too slow)
 */
export async function columnFacets(ctx: Ctx, input: ColumnFacetsInput): Promise<ColumnFacets> {
  const table = viewableTable(ctx.actor, input.table);
  const column = table.column(input.column);
  if (column.kind === "json" || column.kind === "binary" || (column.kind === "raw" && !column.sortable))
    throw new AppError("INVALID", `${column.label} has no values to list.`);
  const where = scopedWhere(ctx.actor, table, input);
  const facets =
    (await count(ctx, table, column, where, input.q, null)) ??
    (await count(ctx, table, column, where, input.q, SAMPLE));
  if (!facets) throw new AppError("TOO_MANY", `Counting the values of ${column.label} took too long.`);
  return facets;
}

/** Undefined where the time limit struck. */
async function count(
  ctx: Ctx,
  table: TableDef,
  column: ColumnDef,
  where: SQL | undefined,
  q: string,
  sampled: number | null,
): Promise<ColumnFacets | undefined> {
  const isList = column.kind === "array";
  const value = sql`${column.pgColumn}`;
  const read = isList ? sql`(select coalesce(nullif(${value}, '{}'), array[null]::${typeOf(column)}))` : value;
  const rows = sql`
    select ${read} as value from ${table.pgTable} ${where ? sql`where ${where}` : sql``}
    ${sampled === null ? sql`` : sql`limit ${sampled}::int`}`;
  const values = isList ? sql`select unnest(value) as value from (${rows}) as record` : rows;
  const label = labelOfReference(ctx.actor, column, sql`facet.value`) ?? sql`null::text`;
  const first = sql`order by count desc, value limit ${MOST + 1}::int`;
  const text = q.trim();
  const found = sql`coalesce(label, value::text) ilike ${containing(text)}`;
  // The sample is bounded by its size; its own limit is only there for a filter that finds next to nothing.
  const limitMs = sampled === null ? TIME_LIMIT_MS : 4 * TIME_LIMIT_MS;
  const facets = await withinTime(
    ctx.db,
    limitMs,
    (tx) =>
      // Labels are looked up for what is listed only, unless they are what is searched.
      tx.execute<{ value: unknown; label: string | null; count: number }>(sql`
      select ${isList ? sql`to_jsonb(value${hasTextItems(column) ? sql`::text` : sql``})` : toJson(column, sql`value`)} as value, label, count from (
        select value, count, ${label} as label from (
          select value, count(*)::int as count from (${values}) as each group by value ${text ? sql`` : first}
        ) as facet) as named
      ${text ? sql`where ${found}` : sql``} ${first}`),
    ctx.signal,
  );
  return facets && { facets: facets.slice(0, MOST), more: facets.length > MOST, sampled };
}
