import { copyText } from "@/lib/tables/kinds/codecs/codec-of";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";

/** A cell on its way through the clipboard: its text, and its exact value where it came from one of our tables. */
export interface ClipboardCell {
  text: string;
  exact?: { kind: string; value: unknown };
}

/** What a cell is to get: its value, and the label of a record that it refers to, where that is known. */
export interface Given {
  value: unknown;
  label?: string | null;
}

/** The two forms in which a range goes to the clipboard. */
export function copiedRange(rows: RecordRow[], columns: ColumnInfo[]): { plain: string; html: string } {
  const lines = rows.map((row) => columns.map((column) => plainCell(textOf(row, column))).join("\t"));
  const cells = (row: RecordRow) =>
    columns.map(
      (column) =>
        `<td data-swath-kind="${escape(exactKind(column))}" data-swath-value="${escape(JSON.stringify(row.values[column.id] ?? null))}">${escape(textOf(row, column)).replace(/\r\n?|\n/g, "<br>")}</td>`,
    );
  const html = `<table data-swath="">${rows.map((row) => `<tr>${cells(row).join("")}</tr>`).join("")}</table>`;
  return { plain: lines.join("\n"), html };
}

/** Columns of the same one hold each other's values: what a foreign key holds means something in its own table only. */
export function exactKind({ kind, references }: ColumnInfo): string {
  return references ? `${kind} ${references.table}.${references.column}` : kind;
}

/** As another program reads it best, and as it comes back; a reference by its label. */
function textOf(row: RecordRow, column: ColumnInfo): string {
  return row.labels[column.id] ?? copyText(column, row.values[column.id]);
}

/** Tabs, line ends and quotes as spreadsheets read them back. */
function plainCell(text: string): string {
  return /[\t\n\r]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
