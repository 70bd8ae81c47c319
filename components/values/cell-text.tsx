import { shownText } from "@/lib/tables/kinds/codecs/shown-text";
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
  // History holds JSON as such.
  if (column && (typeof value !== "object" || Array.isArray(value))) return shownText(column, value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
