import type { FileEntry } from "@zip.js/zip.js/lib/zip-core-native.js";
import { AppError } from "@/lib/model/errors";
import { number } from "@/lib/model/locale";
import { textReader, unescaped } from "./text-reader";
import { xmlFeed } from "./xml-events";
import { partTexts } from "./zip-parts";

/** A cell as the file writes it. */
export interface RawCell {
  /** From 0. */
  column: number;
  /** `s` shared text, `inlineStr`, `str` a formula's text, `b`, `e`, `d` ISO 8601, `n` */
  type: string;
  text: string;
  style: number;
  formula: boolean;
}

export interface RawRow {
  row: number;
  hidden: boolean;
  cells: RawCell[];
}

/** What is to be said of a sheet as a whole; right when its rows have been read to the end. */
export interface SheetFacts {
  formulas: number;
  hiddenRows: number;
  /** `A2:B5` */
  merged: string[];
  mergedCount: number;
}

const MOST_COLUMNS = 1_000;
const SHOWN_MERGED = 3;

/** The rows of a sheet while it is unfolded, those of a piece at a time. Cells without a value are left out. */
export async function* sheetRows(part: FileEntry, facts: SheetFacts): AsyncGenerator<RawRow[], void, undefined> {
  let rows: RawRow[] = [];
  const xml = xmlFeed(sheetEvents(facts, (row) => rows.push(row)));
  for await (const piece of partTexts(part)) {
    xml.feed(piece);
    if (rows.length === 0) continue;
    yield rows;
    rows = [];
  }
  xml.end();
  if (rows.length > 0) yield rows;
}

function sheetEvents(facts: SheetFacts, onRow: (row: RawRow) => void) {
  const inline = textReader();
  let row: RawRow = { row: 0, hidden: false, cells: [] };
  let cell: (RawCell & { valued: boolean }) | null = null;
  let column = -1;
  let inValue = false;
  return {
    open(name: string, at: Record<string, string>): void {
      if (name === "row") {
        row = { row: Number(at.r ?? row.row + 1), hidden: at.hidden === "1" || at.hidden === "true", cells: [] };
        column = -1;
      } else if (name === "c") {
        column = at.r ? columnOf(at.r) : column + 1;
        cell = { column, type: at.t ?? "n", text: "", style: Number(at.s ?? 0), formula: false, valued: false };
      } else if (name === "v") inValue = true;
      else if (name === "f" && cell) cell.formula = true;
      else if (name === "is") inline.begin();
      else if (name === "mergeCell") {
        facts.mergedCount += 1;
        if (facts.merged.length < SHOWN_MERGED && at.ref) facts.merged.push(at.ref);
      } else inline.open(name);
    },
    text(text: string): void {
      if (inValue && cell) {
        cell.text += text;
        cell.valued = true;
      } else inline.text(text);
    },
    close(name: string): void {
      if (name === "v") inValue = false;
      else if (name === "is" && cell) [cell.text, cell.valued] = [inline.end(), true];
      else if (name === "c" && cell) {
        const { valued, ...rest } = cell;
        if (cell.type === "str") rest.text = unescaped(rest.text);
        if (cell.formula) facts.formulas += 1;
        if (valued || cell.formula) add(row, rest);
        cell = null;
      } else if (name === "row") {
        if (row.hidden && row.cells.length > 0) facts.hiddenRows += 1;
        onRow(row);
      } else inline.close(name);
    },
  };
}

function add(row: RawRow, cell: RawCell): void {
  if (!(cell.column < MOST_COLUMNS))
    throw new AppError("TOO_MANY", `Row ${number(row.row)} has a value beyond column ${number(MOST_COLUMNS)}.`);
  row.cells.push(cell);
}

/** `AB12` → 27 */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = 26 * column + letter;
  }
  return column - 1;
}
