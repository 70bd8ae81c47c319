import { sql } from "drizzle-orm";
import { literal, typeOf } from "@/lib/tables/column-sql";
import type { TableDef } from "@/lib/tables/table-def";
import type { Assignment } from "./assignment";
import type { ColumnDefaults } from "./column-defaults";
import type { CompiledChange } from "./compiled-change";

/** New records: per column what was given, else what the database would put there by itself. */
export function compileInsert(table: TableDef, defaults: ColumnDefaults): Omit<CompiledChange, "inScope"> {
  const stored = table.columns.filter(({ pgColumn }) => pgColumn.generated === undefined);
  const assignments = stored.map((column): Assignment => {
    const byDefault = defaults.get(column.dbName);
    const next = sql`(case when slice.given ? ${literal(column.dbName)}
      then (slice.becomes).${sql.identifier(column.dbName)}
      else ${byDefault === undefined ? sql`null` : sql.raw(byDefault)} end)::${typeOf(column)}`;
    return { column, next, fits: undefined, safeNext: next };
  });
  return {
    mode: "insert",
    assignments,
    guard: sql`slice.refused is null`,
    differs: sql`true`,
    safelyDiffers: sql`true`,
    historyOf: null,
    given: true,
  };
}
