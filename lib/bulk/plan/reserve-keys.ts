import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { columnDefaults } from "@/lib/bulk/change/column-defaults";

/** Values for columns of the key, by column id; none for a column that nobody makes values for. */
export type ReservedKeys = ReadonlyMap<string, string[]>;

/** What makes keys for new records of a table; what the table's own defaults are was asked once. */
export interface KeyMaker {
  /** Ids of the key's columns that it has values for. */
  makes: ReadonlySet<string>;
  reserve: (count: number) => Promise<ReservedKeys>;
}

/**
 * Keys for new records, made before the records are: history, outcomes and undo know a record by its key, also one that
 * is not written yet. From the schema's own function, else the database's default or sequence.
 */
export async function keyMaker(db: Db | Tx, table: TableDef): Promise<KeyMaker> {
  const defaults = await columnDefaults(db, table);
  const made = table.key.columns.filter(({ dbName, pgColumn }) => pgColumn.defaultFn ?? defaults.has(dbName));
  const valuesOf = async ({ dbName, pgColumn: { defaultFn } }: ColumnDef, count: number): Promise<string[]> => {
    if (defaultFn) return Array.from({ length: count }, () => String(defaultFn()));
    const expression = defaults.get(dbName) ?? "null";
    const rows = await db.execute<{ key: string }>(
      sql`select (${sql.raw(expression)})::text as key from generate_series(1, ${count}::int)`,
    );
    return rows.map(({ key }) => key);
  };
  return {
    makes: new Set(made.map(({ id }) => id)),
    async reserve(count) {
      const reserved = new Map<string, string[]>();
      for (const column of made) reserved.set(column.id, await valuesOf(column, count));
      return reserved;
    },
  };
}
