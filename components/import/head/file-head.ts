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

/** The columns that the header names, each with its first values. */
export function columnsOf({ rows, reading }: FileHead): { heading: string; samples: string[] }[] {
  const header = rows.find(({ row }) => row === reading.headerRow)?.cells ?? [];
  const below = rows.filter(({ row }) => row > (reading.headerRow ?? 0) && row <= (reading.lastRow ?? Infinity));
  return header.map((cell, i) => {
    const filled = below.map(({ cells }) => cells[i] ?? "").filter((each) => !isBlank(each));
    return { heading: plainText(cell), samples: filled.slice(0, SAMPLES).map(plainText) };
  });
}
