import { type SQL, sql } from "drizzle-orm";

/**
 * Columns of the given relations, in their order. Domains are followed down to the type that they are made of: `item` is
 * the type of a value, or of an array's items. A type is ordered when the b-tree has operators for it that are written
 * `<` and `>`; of a domain over an enum they take no values. Types are asked once each, however many columns have them.
 */
export const columnsOf = (relations: number[]): SQL => sql`
  with recursive attribute as materialized (
    select * from pg_catalog.pg_attribute
    where attrelid = any (${sql.param(`{${relations.join(",")}}`)}::oid[]) and attnum > 0 and not attisdropped),
  relation as materialized (
    select oid, pg_catalog.has_table_privilege(oid, 'SELECT') as may_select,
      pg_catalog.has_table_privilege(oid, 'INSERT') as may_insert, pg_catalog.has_table_privilege(oid, 'UPDATE') as may_update
    from (select distinct attrelid as oid from attribute) as own),
  chain(oid, base_oid, typmod, not_null) as (
    select distinct atttypid, atttypid, -1, false from attribute
    union all
    select chain.oid, t.typbasetype, case when chain.typmod >= 0 then chain.typmod else t.typtypmod end,
      chain.not_null or t.typnotnull
    from chain join pg_catalog.pg_type t on t.oid = chain.base_oid and t.typtype = 'd'),
  type as materialized (
    select chain.oid, chain.base_oid, chain.typmod, chain.not_null, item.typtype as type_class, own.oid <> item.oid as is_array,
      case when own.oid <> item.oid then pg_catalog.format_type(item.oid, null) end as item_type,
      case when item.typtype = 'e' then (
        select json_agg(e.enumlabel order by e.enumsortorder) from pg_catalog.pg_enum e where e.enumtypid = item.oid) end as enum_values,
      (item.typtype = 'e' and own.oid = chain.oid) or item.typtype in ('r', 'm') or exists (
        select from pg_catalog.pg_opclass o
        join pg_catalog.pg_am m on m.oid = o.opcmethod and m.amname = 'btree'
        where o.opcdefault and exists (
          select from pg_catalog.pg_amop x join pg_catalog.pg_operator sign on sign.oid = x.amopopr and sign.oprname = '>'
          where x.amopfamily = o.opcfamily and x.amoplefttype = o.opcintype and x.amoprighttype = o.opcintype)
        and (o.opcintype = item.oid
          or exists (select from pg_catalog.pg_cast k
            where k.castsource = item.oid and k.casttarget = o.opcintype and k.castmethod = 'b' and k.castcontext = 'i'))) as ordered
    from chain
    join pg_catalog.pg_type own on own.oid = chain.base_oid and own.typtype <> 'd'
    join pg_catalog.pg_type item on item.oid = case when own.typcategory = 'A' and own.typelem <> 0 then own.typelem else own.oid end)
  select a.attrelid::int as relation, a.attnum as place, a.attname as name,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
    pg_catalog.format_type(t.base_oid, case when t.oid = t.base_oid then a.atttypmod else t.typmod end) as base_type,
    t.type_class::text as type_class, t.is_array, a.attndims > 1 as is_matrix, t.item_type, t.enum_values,
    a.attnotnull as not_null, t.not_null as not_null_domain,
    case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end as default_expression,
    a.attidentity::text as identity, a.attgenerated::text as generated, t.ordered, about.description as comment,
    r.may_select or pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') as may_select,
    r.may_insert or pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'INSERT') as may_insert,
    r.may_update or pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'UPDATE') as may_update
  from attribute a
  join relation r on r.oid = a.attrelid
  join type t on t.oid = a.atttypid
  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  left join pg_catalog.pg_description about
    on about.classoid = 'pg_catalog.pg_class'::regclass and about.objoid = a.attrelid and about.objsubid = a.attnum
  order by a.attrelid, a.attnum`;
