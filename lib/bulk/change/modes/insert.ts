import { sql } from "drizzle-orm";
import type { Assignment } from "@/lib/bulk/change/assignment";
import type { ColumnDefaults } from "@/lib/bulk/change/column-defaults";
import type { CompiledChange } from "@/lib/bulk/change/compiled-change";
import { literal, typeOf } from "@/lib/tables/column-sql";
import type { TableDef } from "@/lib/tables/table-def";

/** New records: per column what was given, else what the database would put there by itself. */
export function compileInsert(table: TableDef, defaults: ColumnDefaults): Omit<CompiledChange, "inScope"> {
  const stored = table.columns.filter(({ computed }) => !computed);
  const assignments = stored.map((column, i): Assignment => {
    const byDefault = defaults.get(column.dbName);
    const next = sql`(case when swath_slice.given ? ${literal(column.dbName)} then swath_slice.${sql.raw(`v${i}`)}
      else ${byDefault === undefined ? sql`null` : sql.raw(byDefault)} end)::${typeOf(column)}`;
    return { column, next, fits: undefined, safeNext: next };
  });
  return {
    mode: "insert",
    assignments,
    guard: sql`swath_slice.refused is null`,
    differs: sql`true`,
    safelyDiffers: sql`true`,
    undo: null,
    given: stored,
  };
}
