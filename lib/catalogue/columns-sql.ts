import { type SQL, sql } from "drizzle-orm";

/**
 * Columns of the given relations, in their order. Domains are followed down to the type that they are made of: `item` is
 * the type of a value, or of an array's items. A type is ordered when the b-tree has operators for it that are written
 * `<` and `>`; of a domain over an enum they take no values.
 */
export const columnsOf = (relations: number[]): SQL => sql`
  with recursive base(oid, base_oid, typmod, not_null) as (
    select oid, oid, -1, false from pg_catalog.pg_type where typtype <> 'd'
    union all
    select t.oid, base.base_oid, case when t.typtypmod >= 0 then t.typtypmod else base.typmod end, t.typnotnull or base.not_null
    from pg_catalog.pg_type t join base on base.oid = t.typbasetype where t.typtype = 'd')
  select a.attrelid::int as relation, a.attnum as place, a.attname as name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
    pg_catalog.format_type(base.base_oid, case when base.oid = base.base_oid then a.atttypmod else base.typmod end) as base_type,
    item.typtype::text as type_class, own.oid <> item.oid as is_array, a.attndims > 1 as is_matrix,
    case when own.oid <> item.oid then pg_catalog.format_type(item.oid, null) end as item_type,
    case when item.typtype = 'e' then (
      select json_agg(e.enumlabel order by e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = item.oid) end as enum_values,
    a.attnotnull as not_null, base.not_null as not_null_domain,
    case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end as default_expression,
    a.attidentity::text as identity, a.attgenerated::text as generated,
    (item.typtype = 'e' and own.oid = a.atttypid) or item.typtype in ('r', 'm') or exists (
      select from pg_catalog.pg_opclass o
      join pg_catalog.pg_am m on m.oid = o.opcmethod and m.amname = 'btree'
      where o.opcdefault and exists (
        select from pg_catalog.pg_amop x join pg_catalog.pg_operator sign on sign.oid = x.amopopr and sign.oprname = '>'
        where x.amopfamily = o.opcfamily and x.amoplefttype = o.opcintype and x.amoprighttype = o.opcintype)
      and (o.opcintype = item.oid
        or exists (select from pg_catalog.pg_cast k
          where k.castsource = item.oid and k.casttarget = o.opcintype and k.castmethod = 'b' and k.castcontext = 'i'))) as ordered,
    pg_catalog.col_description(a.attrelid, a.attnum) as comment,
    pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') as may_select,
    pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'INSERT') as may_insert,
    pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'UPDATE') as may_update
  from pg_catalog.pg_attribute a
  join base on base.oid = a.atttypid
  join pg_catalog.pg_type own on own.oid = base.base_oid
  join pg_catalog.pg_type item on item.oid = case when own.typcategory = 'A' and own.typelem <> 0 then own.typelem else own.oid end
  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = any (${sql.param(`{${relations.join(",")}}`)}::oid[]) and a.attnum > 0 and not a.attisdropped
  order by a.attrelid, a.attnum`;
