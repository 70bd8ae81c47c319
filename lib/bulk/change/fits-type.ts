import { type SQL, sql } from "drizzle-orm";
import type { ColumnDef } from "@/lib/tables/table-def";

/** Whether a new value fits the column's type, so that it can be looked at before the cast that would end the statement. */
export function fitsType(column: ColumnDef, raw: SQL): SQL | undefined {
  if (column.kind === "integer" && column.min !== null && column.max !== null) {
    const [low, high] = column.pgColumn.getSQLType().startsWith("big")
      ? ["-9223372036854775808", "9223372036854775807"]
      : [column.min, column.max];
    return sql`(round((${raw})::numeric) between ${sql.raw(String(low))} and ${sql.raw(String(high))})`;
  }
  if (column.kind === "decimal" && column.precision !== null) {
    const scale = column.scale ?? 0;
    return sql`(abs(round((${raw})::numeric, ${sql.raw(String(scale))})) < 1e${sql.raw(String(column.precision - scale))}::numeric)`;
  }
  if ((column.kind === "text" || column.kind === "longText") && column.maxLength !== null) {
    return sql`(char_length(rtrim((${raw})::text)) <= ${sql.raw(String(column.maxLength))})`;
  }
  return undefined;
}
