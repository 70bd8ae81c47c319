import { valueProblem } from "@/lib/tables/kinds/rules/value-problem";
import type { ColumnInfo } from "@/lib/tables/model/table-info";

/** The schema's own rules, before the server is asked: what is wrong with a value, or null. */
export function checkValue(column: ColumnInfo, value: unknown): string | null {
  if (value === null || value === undefined || value === "") {
    if (value === "" && (column.kind === "text" || column.kind === "longText")) return null;
    return column.nullable ? null : "Must not be empty.";
  }
  return valueProblem(column, value);
}
