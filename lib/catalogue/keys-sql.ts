import { type SQL, sql } from "drizzle-orm";

const oids = (relations: number[]) => sql`any (${sql.param(`{${relations.join(",")}}`)}::oid[])`;

/**
 * Unique keys over whole columns of all records: no expression, no condition, columns of an INCLUDE left out. The
 * primary key first, then the one with the fewest columns.
 */
export const uniqueKeysOf = (relations: number[]): SQL => sql`
  select i.indrelid::int as relation, c.relname as name, i.indisprimary as primary, not i.indimmediate as deferrable,
    i.indnullsnotdistinct as nulls_not_distinct,
    (select json_agg(a.attname order by k.place)
      from unnest(i.indkey) with ordinality k(num, place)
      join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num
      where k.place <= i.indnkeyatts) as columns
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  where i.indrelid = ${oids(relations)} and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
  order by i.indrelid, i.indisprimary desc, i.indnkeyatts, c.relname`;

/** Foreign keys, except the copies that Postgres makes for partitions. Older servers know no PERIOD. */
export const foreignKeysOf = (relations: number[]): SQL => sql`
  select f.conrelid::int as relation, f.conname as name, n.nspname as target_schema, t.relname as target_name,
    ${names("conrelid", "conkey")} as columns, ${names("confrelid", "confkey")} as target_columns,
    f.confdeltype::text as on_delete, f.confupdtype::text as on_update, f.condeferrable as deferrable,
    coalesce((to_jsonb(f) ->> 'conperiod')::boolean, false) as period
  from pg_catalog.pg_constraint f
  join pg_catalog.pg_class t on t.oid = f.confrelid
  join pg_catalog.pg_namespace n on n.oid = t.relnamespace
  where f.contype = 'f' and f.conparentid = 0 and f.conrelid = ${oids(relations)}
  order by f.conrelid, f.conname`;

const names = (relation: string, keys: string) =>
  sql.raw(`(select json_agg(a.attname order by k.place)
      from unnest(f.${keys}) with ordinality k(num, place)
      join pg_catalog.pg_attribute a on a.attrelid = f.${relation} and a.attnum = k.num)`);
