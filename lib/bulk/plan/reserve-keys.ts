import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { TableDef } from "@/lib/tables/define-table";
import { columnDefaults } from "@/lib/bulk/change/column-defaults";

/**
 * Keys for new records, made before the records are: history, outcomes and undo know a record by its key, also one that
 * is not written yet. From the schema's own function, else the database's default or sequence.
 * @returns undefined where nobody makes keys, so that each record must bring its own
 */
export async function reserveKeys(db: Db | Tx, table: TableDef, count: number): Promise<string[] | undefined> {
  const { defaultFn } = table.primaryKey.pgColumn;
  if (defaultFn) return Array.from({ length: count }, () => String(defaultFn()));
  const expression = (await columnDefaults(db, table)).get(table.primaryKey.dbName);
  if (expression === undefined) return undefined;
  const rows = await db.execute<{ key: string }>(
    sql`select (${sql.raw(expression)})::text as key from generate_series(1, ${count}::int)`,
  );
  return rows.map(({ key }) => key);
}
