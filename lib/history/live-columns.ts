import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { tableIdentity } from "@/lib/bulk/change/constraints";
import type { TableDef } from "@/lib/tables/table-def";

/** A column as the database has it now, whether it is declared or not. */
export interface LiveColumn {
  name: string;
  /** With its length, as `format_type` writes it. */
  type: string;
  /** What the database computes it by; null where it is written. */
  generated: string | null;
  /** Whether its `=` tells apart whatever is stored differently: not of citext, intervals, 1.5 and 1.50 … */
  exact: boolean;
  /** It takes no value but its own (`generated always as identity`). */
  identity: boolean;
}

/** A unique index, whatever it is made of: columns or expressions, of all records or of some. */
export interface UniqueIndex {
  /** Of the table, that its values depend on. */
  columns: string[];
  /** What has to be unique, as SQL over the table's columns. */
  parts: string[];
  /** Of which records, as SQL; null: of all. */
  predicate: string | null;
  /** Checked after the statement, or at the commit. */
  deferrable: boolean;
  /** Any number of records may have no value. */
  manyNulls: boolean;
  /** Foreign keys refer to it. */
  referenced: boolean;
}

export interface LiveTable {
  columns: LiveColumn[];
  /** A unique or exclusion constraint that may be checked later: `on conflict do nothing` is refused with it (55000). */
  deferrable: boolean;
  unique: UniqueIndex[];
  /** A trigger that decides about each delete by itself, and may mark the record instead: its name. */
  deleteTrigger: string | null;
}

/** Types of which equal values are stored alike. `numeric` and `char` are, once they have a scale or length. */
const EXACT =
  "'int2','int4','int8','bool','text','varchar','uuid','date','timestamp','timestamptz','oid','bytea','name'";

/** @param identity its quoted name as a text literal; without such a table there are no columns */
export async function liveTable(db: Db | Tx, identity: SQL): Promise<LiveTable> {
  const [row] = await db.execute<{
    columns: LiveColumn[] | null;
    deferrable: boolean;
    unique: UniqueIndex[];
    delete_trigger: string | null;
  }>(sql`
    select (
      select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'generated', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end, 'exact', coalesce(l.collisdeterministic, true) and (
          t.typname in (${sql.raw(EXACT)}) or t.typtype = 'e' or (t.typname in ('numeric', 'bpchar') and a.atttypmod >= 0)),
        'identity', a.attidentity = 'a')
        order by a.attnum)
      from pg_catalog.pg_attribute a
      join pg_catalog.pg_type t on t.oid = a.atttypid
      left join pg_catalog.pg_collation l on l.oid = a.attcollation
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = to_regclass(${identity}) and a.attnum > 0 and not a.attisdropped) as columns,
    exists (
      select from pg_catalog.pg_constraint c
      where c.conrelid = to_regclass(${identity}) and c.contype in ('p', 'u', 'x') and c.condeferrable) as deferrable,
    coalesce((
      select json_agg(json_build_object(
        'columns', (select json_agg(a.attname) from pg_catalog.pg_attribute a
          where a.attrelid = i.indrelid and (a.attnum = any(i.indkey) or exists (
            select from pg_catalog.pg_depend d
            where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid and d.refobjid = i.indrelid and d.refobjsubid = a.attnum))),
        'parts', (select json_agg(pg_get_indexdef(i.indexrelid, part, true) order by part)
          from generate_series(1, i.indnkeyatts) as part),
        'predicate', pg_get_expr(i.indpred, i.indrelid), 'deferrable', not i.indimmediate,
        'manyNulls', not i.indnullsnotdistinct,
        'referenced', exists (select from pg_catalog.pg_constraint c where c.contype = 'f' and c.conindid = i.indexrelid))
        order by i.indexrelid)
      from pg_catalog.pg_index i
      where i.indrelid = to_regclass(${identity}) and i.indisunique and i.indisvalid
        -- A key WITHOUT OVERLAPS is no key of whole values.
        and not i.indisexclusion), '[]') as unique,
    -- For each row (1), before (2) a delete (8).
    (select t.tgname from pg_catalog.pg_trigger t
      where t.tgrelid = to_regclass(${identity}) and not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 11 = 11
      order by t.tgname limit 1) as delete_trigger`);
  return {
    columns: row?.columns ?? [],
    deferrable: row?.deferrable ?? false,
    unique: row?.unique ?? [],
    deleteTrigger: row?.delete_trigger ?? null,
  };
}

export const liveTableOf = (db: Db | Tx, table: TableDef): Promise<LiveTable> => liveTable(db, tableIdentity(table));

/** A column's value as it is stored now, for comparing it with another of the same type. */
export function storedForm(value: SQL, exact: boolean): SQL {
  return exact ? value : sql`(${value})::text`;
}

/** Whether two values of one type would be stored differently. */
export function storedDifferently(a: SQL, b: SQL, exact: boolean): SQL {
  return sql`${storedForm(a, exact)} is distinct from ${storedForm(b, exact)}`;
}
