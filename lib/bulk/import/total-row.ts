import { plainText } from "@/lib/files/cell-text";
import type { FileRow } from "@/lib/files/sheet-cell";
import { number } from "@/lib/model/locale";

/** The last row of a file and the number of the one before it; null where the last one was chosen by a person. */
export interface FileEnd {
  last: FileRow | null;
  before: number;
}

const TOTAL =
  /^(grand |sub|sub-)?(totals?|sum|summe|zwischensumme|gesamt(summe)?|insgesamt|totaal|totale|somme|suma)\b[^\p{L}]*$/iu;

/** Spreadsheets end with a sum, which would become a record. */
export function totalNotes({ last, before }: FileEnd): string[] {
  const first = last?.cells.map(plainText).filter((text) => text.trim() !== "") ?? [];
  if (!last || before === 0 || !first.slice(0, 2).some((text) => TOTAL.test(text.trim()))) return [];
  const [row, above] = [number(last.row), number(before)];
  return [`The last row (row ${row}) looks like a total. To leave it out, read up to row ${above}.`];
}
