import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { qualifiedName } from "@/lib/tables/qualified-name";
import type { TableDef } from "@/lib/tables/table-def";

/** A constraint of the live database that a record's new values can be held against before they are written. */
export interface KnownConstraint {
  name: string;
  type: "check" | "foreign_key";
  /** CHECK: its expression over unqualified column names, as Postgres prints it. */
  expression: string | null;
  columns: string[];
  /** Foreign key: the referenced table (as SQL) and columns. */
  target: string | null;
  targetColumns: string[];
}

/** CHECKs and foreign keys as the database has them, not as the Drizzle schema says. */
export async function knownConstraints(db: Db | Tx, table: TableDef): Promise<KnownConstraint[]> {
  const names = (relation: string, keys: string) =>
    sql.raw(`array(select a.attname::text from unnest(c.${keys}) with ordinality k(num, ord)
      join pg_attribute a on a.attrelid = c.${relation} and a.attnum = k.num order by k.ord)`);
  const rows = await db.execute<{
    name: string;
    type: string;
    expression: string | null;
    columns: string[];
    target: string | null;
    target_columns: string[];
  }>(sql`
    select c.conname as name, c.contype as type,
      case when c.contype = 'c' then pg_get_expr(c.conbin, c.conrelid) end as expression,
      ${names("conrelid", "conkey")} as columns,
      case when c.contype = 'f' then c.confrelid::regclass::text end as target,
      ${names("confrelid", "confkey")} as target_columns
    from pg_constraint c
    where c.conrelid = ${tableIdentity(table)}::regclass and c.contype in ('c', 'f') and c.convalidated
    order by c.conname`);
  return rows.map((row) => ({
    name: row.name,
    type: row.type === "c" ? "check" : "foreign_key",
    expression: row.expression,
    columns: row.columns,
    target: row.target,
    targetColumns: row.target_columns,
  }));
}

/** `"schema"."table"` as text, for `::regclass`. */
export function tableIdentity(table: TableDef): SQL {
  return sql.raw(`'${qualifiedName(table).replaceAll("'", "''")}'`);
}
