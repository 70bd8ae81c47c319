import { sql } from "drizzle-orm";
import { columnDefaults } from "@/lib/bulk/change/column-defaults";
import type { Ctx } from "@/lib/ctx";
import { digits } from "@/lib/model/locale";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";

const COUNTED = /^nextval\('(.+)'::regclass\)$/;

/** The largest keys that a file brings itself, where the table counts its own: its counter doesn't know of them. */
export class KeyCounters {
  readonly #largest = new Map<ColumnDef, number | bigint>();
  readonly #keys: ColumnDef[];

  constructor(
    private readonly table: TableDef,
    given: ColumnDef[],
  ) {
    this.#keys = table.key.columns.filter((column) => column.kind === "integer" && given.includes(column));
  }

  /** @param values by database column name */
  see(values: Record<string, unknown> | undefined): void {
    for (const column of this.#keys) {
      const value = values?.[column.dbName];
      if (typeof value !== "number" && typeof value !== "string") continue;
      const key = typeof value === "number" ? value : BigInt(value);
      if (key > (this.#largest.get(column) ?? -1)) this.#largest.set(column, key);
    }
  }

  /** What will happen where a counter stands behind. Moving it is left to who owns it: a slip in a key would use it up. */
  async notes({ db }: Ctx): Promise<string[]> {
    if (this.#largest.size === 0) return [];
    const defaults = await columnDefaults(db, this.table);
    const notes: string[] = [];
    for (const [{ dbName, label }, largest] of this.#largest) {
      const [, sequence] = COUNTED.exec(defaults.get(dbName) ?? "") ?? [];
      if (!sequence) continue;
      const [found] = await db.execute<{ last: string | null }>(
        sql`select pg_sequence_last_value(${sequence}::regclass)::text as last`,
      );
      const last = BigInt(found?.last ?? 0);
      if (last >= largest) continue;
      notes.push(
        `The file brings its own ${label}, up to ${digits(String(largest))}, but the table's counter stands at ${digits(String(last))}: new records will meet them. An admin can move it on: select setval('${sequence}', ${largest}).`,
      );
    }
    return notes;
  }
}
