import type { FileReading } from "@/lib/files/file-reading";
import { isBlank, plainText } from "@/lib/files/cell-text";
import type { FileRow } from "@/lib/files/sheet-cell";

/** What the beginning of a file says about it. */
export interface FileHead {
  kind: "text" | "workbook";
  /** The first rows of the file, whatever they are. */
  rows: FileRow[];
  /** How it is read: as was chosen, else as was detected. */
  reading: FileReading;
  /** Of a workbook. */
  sheets: { name: string; hidden: boolean }[];
  /** What else is to be said, in words: line ends of a text, hidden rows. */
  notes: string[];
}

/** What a person has chosen; all else is detected. */
export type ChosenReading = Partial<FileReading>;

const SAMPLES = 3;

/** The columns that the header names, each with its first values; without one as many as the widest row has. */
export function columnsOf({ rows, reading }: FileHead): { heading: string; samples: string[] }[] {
  const below = valueRows(rows, reading);
  const width = Math.max(0, ...below.map(({ cells }) => cells.length));
  const header = reading.hasHeader
    ? (rows.find(({ row }) => row === reading.headerRow)?.cells ?? [])
    : Array<string>(width).fill("");
  return header.map((cell, i) => {
    const filled = below.map(({ cells }) => cells[i] ?? "").filter((each) => !isBlank(each));
    return { heading: plainText(cell), samples: filled.slice(0, SAMPLES).map(plainText) };
  });
}

/** The rows that become records. */
export function valueRows(rows: FileRow[], how: Pick<FileReading, "headerRow" | "hasHeader" | "lastRow">): FileRow[] {
  const from = (how.headerRow ?? 0) + (how.hasHeader ? 1 : 0);
  return rows.filter(({ row }) => row >= from && row <= (how.lastRow ?? Infinity));
}
