import type { DayFormat } from "./xlsx/day-format";

/** What a cell of a workbook holds; what it means depends on the column that it goes to (`cell-text.ts`). */
export type SheetCell =
  | { kind: "text"; text: string }
  /** Digits as the file has them. */
  | { kind: "number"; text: string }
  /** Days since the beginning of Excel's calendar of 1900, and how the sheet shows them. */
  | { kind: "day"; serial: number; format: DayFormat }
  | { kind: "boolean"; value: boolean }
  /** `#N/A`, `#DIV/0!` */
  | { kind: "error"; text: string }
  /** A formula that nobody has computed yet. */
  | { kind: "uncomputed" };

/** A text of a text file, or a cell of a workbook. */
export type FileCell = string | SheetCell;

export interface FileRow {
  /** As a spreadsheet shows it: from 1, header and empty rows counted. */
  row: number;
  cells: FileCell[];
}
