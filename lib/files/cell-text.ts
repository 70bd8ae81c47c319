import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { isCut } from "./xlsx/cut-text";
import type { FileCell, SheetCell } from "./sheet-cell";
import { serialText } from "./serial-text";

/** As many digits as a spreadsheet computes with and shows. */
const DIGITS = 15;

/** A cell as a text that people and `readText` understand; what can't be one is said. */
export type CellText = { text: string } | { problem: string };

/** What a cell of a workbook says to a column. */
export function cellText(cell: SheetCell, column: ColumnInfo): CellText {
  if (cell.kind === "error") return { problem: `The cell has the error ${cell.text}.` };
  if (cell.kind === "uncomputed")
    return { problem: "The cell has a formula without a stored value: open the file in a spreadsheet and save it." };
  if (cell.kind === "day") return { text: dayFor(cell, column) };
  if (cell.kind === "number") return numberFor(cell.text, column);
  if (cell.kind === "text" && isCut(cell.text))
    return { problem: "The text was cut when it was exported, since no cell of Excel holds it: export it as CSV." };
  return { text: plainText(cell) };
}

/** A cell as it is shown where no column is known, and handed back. */
export function plainText(cell: FileCell): string {
  if (typeof cell === "string") return cell;
  if (cell.kind === "boolean") return String(cell.value);
  if (cell.kind === "day") return serialText(cell.serial, cell.format) ?? String(cell.serial);
  if (cell.kind === "number") return shortDigits(cell.text, DIGITS);
  return cell.kind === "uncomputed" ? "" : cell.text;
}

/** A cell that no spreadsheet reads anything in. */
export function isBlank(cell: FileCell): boolean {
  return typeof cell === "string" ? cell === "" : cell.kind === "text" && cell.text === "";
}

function dayFor({ serial, format }: SheetCell & { kind: "day" }, { kind }: ColumnInfo): string {
  // A time may have no day to show, but the column wants one.
  const shown = kind === "timestamp" ? "dateTime" : format;
  return serialText(serial, shown) ?? serialText(serial, format) ?? String(serial);
}

function numberFor(text: string, { kind, floating }: ColumnInfo): CellText {
  const digits = shortDigits(text, floating ? 17 : DIGITS);
  const lost = (kind === "text" || kind === "longText") && /e\+/i.test(digits);
  return lost
    ? { problem: `“${digits}” may have lost digits in the spreadsheet: format the column as text.` }
    : { text: digits };
}

/** `1.1000000000000001`, as files write 1.1, without the noise of binary fractions. Longer whole numbers stay as they are. */
function shortDigits(text: string, most: number): string {
  const value = Number(text);
  if (Number.isNaN(value) || Math.abs(value) >= 1e15) return text;
  const short = most > DIGITS ? value : Number(value.toPrecision(most));
  return String(short);
}
