export const DELIMITERS = [",", ";", "\t", "|"] as const;
export const ENCODINGS = ["utf-8", "windows-1252", "utf-16le", "utf-16be"] as const;
/** Around cells; an empty one: nothing is. */
export const QUOTES = ['"', "'", ""] as const;

export type Delimiter = (typeof DELIMITERS)[number];
export type Encoding = (typeof ENCODINGS)[number];
export type Quote = (typeof QUOTES)[number];

/** How a file is read: detected from its head, and whatever a person says instead. */
export interface FileReading {
  /** The row that names the columns, as a spreadsheet counts; null: the first one that is not empty. */
  headerRow: number | null;
  /** Else no row names them, and that one is a row like those below it. */
  hasHeader: boolean;
  /** Rows below this one are left out: a total, a signature. */
  lastRow: number | null;
  /** Of a workbook: the sheet's name, null for the first one that is shown; and whether hidden rows count. */
  sheet: string | null;
  hiddenRows: "read" | "skip";
  /** Of a text file. */
  encoding: Encoding;
  delimiter: Delimiter;
  quote: Quote;
  /** `1.234,5`; null refuses what may be two numbers. */
  decimalComma: boolean | null;
  /** What comes first in 1/2/2024; null refuses what may be two days. */
  dateOrder: "dmy" | "mdy" | null;
  /** Texts that mean an empty cell: `NULL`, `\N`, `#N/A`. */
  emptyMarks: string[];
}
