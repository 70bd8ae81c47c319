import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { qualifiedName } from "@/lib/tables/qualified-name";
import type { TableDef } from "@/lib/tables/table-def";

/** A condition of the live database that a record's new values can be held against before they are written. */
export interface KnownConstraint {
  name: string;
  /** `referenced`: a foreign key of another table onto this one, which keeps its values from being changed. */
  type: "check" | "foreign_key" | "referenced";
  /** CHECK: its expression over unqualified column names, as Postgres prints it. */
  expression: string | null;
  /** Columns of this table. */
  columns: string[];
  /** Foreign key: the other table (as SQL, and its name) and its columns. */
  target: string | null;
  targetSchema: string | null;
  targetName: string | null;
  targetColumns: string[];
  /** Foreign key: the other table is this one. */
  self: boolean;
  /** MATCH FULL: either all of its columns are given or none. */
  full: boolean;
  /** PERIOD (Postgres 18): the last column is a span of time that the other table's spans have to cover. */
  period: boolean;
  /** RESTRICT: a key must not change even where another record takes it over in the same statement. */
  restricts: boolean;
  /** NOT VALID: what stands there already may break it. */
  unproven: boolean;
}

/**
 * CHECKs and foreign keys as the database has them, not as the Drizzle schema says, in the order in which it asks them.
 * What only some versions know (`conperiod`, `conenforced`) is read through JSON, so that the query is the same on all.
 */
export async function knownConstraints(db: Db | Tx, table: TableDef): Promise<KnownConstraint[]> {
  const names = (relation: string, keys: string) =>
    sql.raw(`array(select a.attname::text from unnest(${keys}) with ordinality k(num, ord)
      join pg_catalog.pg_attribute a on a.attrelid = ${relation} and a.attnum = k.num order by k.ord)`);
  const identity = sql`${tableIdentity(table)}::regclass`;
  const rows = await db.execute<Record<string, unknown> & KnownConstraint>(sql`
    select c.conname as name,
      case when c.contype = 'c' then 'check' when own.mine then 'foreign_key' else 'referenced' end as type,
      case when c.contype = 'c' then pg_get_expr(c.conbin, c.conrelid) end as expression,
      case when own.mine then ${names("c.conrelid", "c.conkey")} else ${names("c.confrelid", "c.confkey")} end as columns,
      other.oid::regclass::text as target, n.nspname as "targetSchema", other.relname as "targetName",
      case when own.mine then ${names("c.confrelid", "c.confkey")} else ${names("c.conrelid", "c.conkey")} end as "targetColumns",
      coalesce(c.confrelid = c.conrelid, false) as self,
      c.confmatchtype = 'f' as full, coalesce((to_jsonb(c) ->> 'conperiod')::boolean, false) as period,
      c.confupdtype = 'r' as restricts, not c.convalidated as unproven
    from pg_catalog.pg_constraint c
    cross join lateral (values (true), (false)) as own(mine)
    left join pg_catalog.pg_class other
      on c.contype = 'f' and other.oid = case when own.mine then c.confrelid else c.conrelid end
    left join pg_catalog.pg_namespace n on n.oid = other.relnamespace
    where coalesce((to_jsonb(c) ->> 'conenforced')::boolean, true) and case
      when own.mine then c.conrelid = ${identity} and c.contype in ('c', 'f') and not exists (
        -- One per partition of the other table stands beside the one that was declared.
        select from pg_catalog.pg_constraint declared where declared.oid = c.conparentid and declared.conrelid = c.conrelid)
      else c.confrelid = ${identity} and c.contype = 'f' and c.confupdtype in ('a', 'r') and c.conparentid = 0 end
    order by c.contype, own.mine desc, c.conname`);
  return [...rows];
}

/** `"schema"."table"` as text, for `::regclass`. */
export function tableIdentity(table: TableDef): SQL {
  return sql.raw(`'${qualifiedName(table).replaceAll("'", "''")}'`);
}
