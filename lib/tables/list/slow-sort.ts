import { sql } from "drizzle-orm";
import { hasRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import type { TableDef } from "@/lib/tables/table-def";
import type { OrderKey } from "./keyset";
import { qualifiedName, quoted } from "@/lib/tables/qualified-name";

/** From here on a page makes people wait. */
const SLOW_MS = 200;
/** A smaller table is read in no time: whatever made its page slow, an index would not help. */
const LEAST_RECORDS = 50_000;

/** A page that had to read all records that match, because no index has their order. */
export interface SlowSort {
  /** Label of the column that is sorted by first. */
  column: string;
  ms: number;
  /** The statement that would make it quick. */
  index: string;
}

/**
 * Why a page was slow, for the admins, who can do something about it; null for everybody else, and where the order has
 * an index.
 * @param ms how long reading the page took
 */
export async function slowSort(ctx: Ctx, table: TableDef, order: OrderKey[], ms: number): Promise<SlowSort | null> {
  const [first] = order;
  if (!first || ms < SLOW_MS || !hasRole(ctx.actor, "admin")) return null;
  const name = qualifiedName(table);
  const [found] = await ctx.db.execute<{ records: number; served: boolean }>(sql`
    select (select reltuples::float from pg_class where oid = ${name}::text::regclass) as records, exists (
      select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = ${name}::text::regclass and i.indisvalid and i.indpred is null
        and a.attname = ${first.column.dbName}) as served`);
  if (!found || found.served || found.records < LEAST_RECORDS) return null;
  // An index is read in both directions: only what differs from its first column has to be said.
  const columns = order.map(
    ({ column, descending }) => quoted(column.dbName) + (descending === first.descending ? "" : " desc"),
  );
  const index = `create index concurrently on ${name} (${columns.join(", ")});`;
  return { column: first.column.label, ms: Math.round(ms), index };
}
