import { fileText } from "@/lib/tables/kinds/codecs/codec-of";
import { LABEL_HEADER } from "@/lib/files/reference-header";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";

/** One column of the file. A foreign key makes two: its key, and the label that people know the record by. */
export interface ExportColumn {
  header: string;
  info: ColumnInfo;
  /** Shown as its label. */
  isLabel: boolean;
  valueOf: (row: RecordRow) => unknown;
}

export function exportColumns(columns: readonly ColumnInfo[]): ExportColumn[] {
  return columns.flatMap((info) => {
    const value: ExportColumn = { header: info.label, info, isLabel: false, valueOf: (row) => row.values[info.id] };
    if (!info.references) return [value];
    const label = `${info.label}${LABEL_HEADER}`;
    return [value, { header: label, info, isLabel: true, valueOf: (row: RecordRow) => row.labels[info.id] }];
  });
}

/** A value as text, the way an import reads it again; empty where there is none. */
export function exportText({ info, isLabel }: ExportColumn, value: unknown): string {
  return isLabel ? String(value ?? "") : fileText(info, value);
}
