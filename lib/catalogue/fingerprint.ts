import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

const OURS = "('pg_catalog', 'information_schema', 'swath', 'graphile_worker', 'pg_toast')";

/**
 * A text that is another one after any change of a schema, a privilege or an enum: sums over the row versions of the
 * catalogue's own tables. Milliseconds for tens of thousands of columns, where reading them all takes a second.
 */
export async function catalogueFingerprint(db: Db): Promise<string> {
  const [row] = await db.execute<{ fingerprint: string }>(
    sql.raw(`
    with relation as (
      select c.oid, c.xmin from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ${OURS} and n.nspname !~ '^pg_temp' and c.relpersistence <> 't')
    select concat_ws('/',
      (select concat(count(*), ':', sum(xmin::text::bigint)) from relation),
      (select concat(count(*), ':', sum(a.xmin::text::bigint)) from pg_catalog.pg_attribute a join relation on relation.oid = a.attrelid),
      (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_catalog.pg_constraint),
      (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_catalog.pg_enum),
      (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_catalog.pg_trigger where not tgisinternal),
      (select concat(count(*), ':', sum(xmin::text::bigint)) from pg_catalog.pg_namespace),
      (select concat(count(*), ':', sum(xmin::text::bigint)) from swath.table_settings)) as fingerprint`),
  );
  return row?.fingerprint ?? "";
}
