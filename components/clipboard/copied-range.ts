import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";

/** A cell on its way through the clipboard: its text, and its exact value where it came from one of our tables. */
export interface ClipboardCell {
  text: string;
  exact?: { kind: string; value: unknown };
}

/** The two forms in which a range goes to the clipboard. */
export function copiedRange(rows: RecordRow[], columns: ColumnInfo[]): { plain: string; html: string } {
  const lines = rows.map((row) => columns.map((column) => plainCell(copyText(row, column))).join("\t"));
  const cells = (row: RecordRow) =>
    columns.map(
      (column) =>
        `<td data-swath-kind="${column.kind}" data-swath-value="${escape(JSON.stringify(row.values[column.id] ?? null))}">${escape(copyText(row, column)).replaceAll("\n", "<br>")}</td>`,
    );
  const html = `<table data-swath="">${rows.map((row) => `<tr>${cells(row).join("")}</tr>`).join("")}</table>`;
  return { plain: lines.join("\n"), html };
}

/** The exact values of a range that was copied from one of our tables; null for everything else. */
export function copiedCells(html: string): ClipboardCell[][] | null {
  if (!html.includes("data-swath-value")) return null;
  const rows = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("table[data-swath] tr")];
  const cells = rows.map((row) =>
    [...row.querySelectorAll<HTMLElement>("td")].map((td): ClipboardCell => {
      const { swathKind: kind, swathValue: value } = td.dataset;
      return { text: td.textContent ?? "", exact: kind && value ? { kind, value: JSON.parse(value) } : undefined };
    }),
  );
  return cells.length > 0 ? cells : null;
}

/** As another program reads it best: digits without separators, a reference by its label. */
export function copyText(row: RecordRow, column: ColumnInfo): string {
  const value = row.values[column.id];
  if (value === null || value === undefined) return "";
  const label = row.labels[column.id];
  if (label) return label;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (Array.isArray(value) && column.kind === "array") return value.map(String).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  if (column.kind === "timestamp")
    return String(value)
      .replace("T", " ")
      .replace(/(\.\d+)?(\+00:00)?$/, "");
  return String(value);
}

/** Tabs, line ends and quotes as spreadsheets read them back. */
function plainCell(text: string): string {
  return /[\t\n\r]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
