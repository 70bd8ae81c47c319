import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { TableDef } from "@/lib/tables/table-def";
import { columnDefaults } from "@/lib/bulk/change/column-defaults";

/** Values for columns of the key, by column id; none for a column that nobody makes values for. */
export type ReservedKeys = ReadonlyMap<string, string[]>;

/**
 * Keys for new records, made before the records are: history, outcomes and undo know a record by its key, also one that
 * is not written yet. From the schema's own function, else the database's default or sequence.
 */
export async function reserveKeys(db: Db | Tx, table: TableDef, count: number): Promise<ReservedKeys> {
  const reserved = new Map<string, string[]>();
  const defaults = await columnDefaults(db, table);
  for (const { id, dbName, pgColumn } of table.key.columns) {
    const { defaultFn } = pgColumn;
    const expression = defaults.get(dbName);
    if (defaultFn)
      reserved.set(
        id,
        Array.from({ length: count }, () => String(defaultFn())),
      );
    else if (expression !== undefined) {
      const rows = await db.execute<{ key: string }>(
        sql`select (${sql.raw(expression)})::text as key from generate_series(1, ${count}::int)`,
      );
      reserved.set(
        id,
        rows.map(({ key }) => key),
      );
    }
  }
  return reserved;
}
