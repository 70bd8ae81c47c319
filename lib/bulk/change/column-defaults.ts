import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { TableDef } from "@/lib/tables/table-def";
import { tableIdentity } from "./constraints";

/** SQL of each column's default, as the database has it, by database column name. */
export type ColumnDefaults = ReadonlyMap<string, string>;

export const NO_DEFAULTS: ColumnDefaults = new Map();

/** Defaults and identity sequences of the live database, not of the Drizzle schema. */
export async function columnDefaults(db: Db | Tx, table: TableDef): Promise<ColumnDefaults> {
  const rows = await db.execute<{ name: string; expression: string }>(sql`
    select a.attname as name,
      case when a.attidentity = '' then pg_get_expr(d.adbin, d.adrelid)
        else format('nextval(%L::regclass)', pg_get_serial_sequence(${tableIdentity(table)}, a.attname)) end as expression
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = ${tableIdentity(table)}::regclass and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and (a.attidentity <> '' or d.adbin is not null)`);
  return new Map(rows.map(({ name, expression }) => [name, expression]));
}
