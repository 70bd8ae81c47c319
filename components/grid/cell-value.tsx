import { cellText } from "@/components/bulk/cell-text";
import type { ColumnInfo, RecordRow } from "@/lib/tables/table-info";

/** A value as the grid shows it: empty is a quiet dash, a reference is its label. */
export function CellValue({ column, row }: { column: ColumnInfo; row: RecordRow }) {
  const value = row.values[column.id];
  if (isEmptyValue(value)) {
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">empty</span>
      </span>
    );
  }
  const label = row.labels[column.id];
  return <>{label ?? cellText(value, column)}</>;
}

export function isEmptyValue(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
