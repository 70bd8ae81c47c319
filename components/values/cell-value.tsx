import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import type { ValueFormat } from "@/lib/tables/model/formats";
import { formattedText } from "./value-format";

export interface CellValueProps {
  column: ColumnInfo;
  row: RecordRow;
  format?: ValueFormat;
}

/** A value as the grid shows it: empty is a quiet dash, a reference is its label. */
export function CellValue({ column, row, format }: CellValueProps) {
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
  return <>{label ?? formattedText(value, column, format)}</>;
}

export function isEmptyValue(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
