import { yesNo } from "@/lib/model/yes-no";
import { digits } from "@/lib/model/locale";
import type { LabelOf } from "@/lib/tables/model/filter-text";
import type { ColumnInfo } from "@/lib/tables/model/table-info";

export interface CellTextProps {
  value: unknown;
  column: ColumnInfo | undefined;
  /** What people call the records that foreign keys refer to (`useRecordLabels`). */
  labelOf?: LabelOf;
}

/** One value of a preview, short, as the grid would show it. */
export function CellText({ value, column, labelOf }: CellTextProps) {
  if (value === null || value === undefined) return <span className="text-muted italic">empty</span>;
  if (value === "") return <span className="text-muted italic">empty text</span>;
  const label = column?.references && labelOf?.(column.id, String(value));
  return <>{label ?? cellText(value, column)}</>;
}

export function cellText(value: unknown, column: ColumnInfo | undefined): string {
  if (typeof value === "boolean") return yesNo(value);
  if (Array.isArray(value) && column?.kind === "array")
    return value.length === 0 ? "no items" : value.map(String).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  // A key is a name, not an amount.
  if ((column?.kind === "integer" || column?.kind === "decimal") && !column.primaryKey) return digits(String(value));
  if (column?.kind === "timestamp")
    return String(value)
      .replace("T", " ")
      .replace(/(\.\d+)?(\+00:00)?$/, "");
  return String(value);
}
