import { sql } from "drizzle-orm";

/** `pg_relation_is_updatable` answers in bits, one per event (`CmdType` in Postgres' nodes.h). */
const WRITABLE = "pg_relation_is_updatable(c.oid, true)";

/**
 * Everything that people keep records in: tables, partitioned parents (not their partitions), views, materialised views
 * and foreign tables, of schemas that the role may use. Not what belongs to Postgres, to an extension, to Swath or to
 * its queue.
 */
export const RELATIONS = sql.raw(`
  select c.oid::int as oid, n.nspname as schema, c.relname as name, c.relkind::text as kind,
    obj_description(c.oid, 'pg_class') as comment, c.reltuples::float8 as estimated, c.relrowsecurity as row_security,
    json_build_object(
      'select', has_table_privilege(c.oid, 'SELECT'), 'insert', has_table_privilege(c.oid, 'INSERT'),
      'update', has_table_privilege(c.oid, 'UPDATE'), 'delete', has_table_privilege(c.oid, 'DELETE')) as may,
    json_build_object(
      'insert', ${WRITABLE} & 8 > 0, 'update', ${WRITABLE} & 4 > 0, 'delete', ${WRITABLE} & 16 > 0) as writable,
    c.relkind = 'r' and c.relhassubclass as has_children,
    -- Of a view that Postgres itself writes through: over one table, a record for each of its records.
    case when c.relkind = 'v' and pg_relation_is_updatable(c.oid, false) & 4 > 0 then (
      select r.ev_action::text from pg_catalog.pg_rewrite r where r.ev_class = c.oid and r.ev_type = '1') end as query,
    (select option_value from pg_options_to_table(c.reloptions) where option_name = 'check_option') as check_option,
    coalesce((
      select json_agg(json_build_object('name', t.tgname, 'type', t.tgtype) order by t.tgname)
      from pg_catalog.pg_trigger t
      where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> 'D'), '[]') as triggers,
    coalesce((
      select json_agg(json_build_object('name', r.rulename, 'event', (array['update', 'insert', 'delete'])[r.ev_type::text::int - 1])
        order by r.rulename) from pg_catalog.pg_rewrite r
      where r.ev_class = c.oid and r.ev_type <> '1' and r.ev_enabled <> 'D'), '[]') as rules
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'swath', 'graphile_worker')
    and has_schema_privilege(n.oid, 'USAGE')
    and not exists (
      select from pg_catalog.pg_depend d
      where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by n.nspname, c.relname`);
