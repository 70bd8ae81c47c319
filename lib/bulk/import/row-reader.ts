import { AppError } from "@/lib/model/errors";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { PAGE_FORMAT, type TextFormat } from "@/lib/tables/kinds/codecs/codec";
import { readText } from "@/lib/tables/kinds/codecs/codec-of";
import { cellText, isBlank, plainText, type CellText } from "@/lib/files/cell-text";
import type { FileCell } from "@/lib/files/sheet-cell";
import { unguarded } from "@/lib/files/text/formula-guard";
import type { ParseError } from "@/lib/bulk/model/row-values";
import { UNREADABLE } from "./decoded-texts";
import type { ImportSpec } from "./import-spec";

export interface RowReader {
  /** The mapped columns in the table's order: what a new record is given, and what an old one is changed in. */
  columns: ColumnDef[];
  changed: ColumnDef[];
  /** The columns that say together which record a row means. */
  key: ColumnDef[] | null;
  read: (cells: FileCell[]) => { values: Record<string, unknown> } | { refused: ParseError };
}

/**
 * Checks the mapping once and answers what reads each row by it.
 * @throws AppError UNKNOWN_COLUMN, READ_ONLY_COLUMN, INVALID (a column twice, no key, a key that isn't unique), EMPTY_CHANGE
 */
export function rowReader(table: TableDef, spec: ImportSpec): RowReader {
  const mapped = spec.columns.map((id) => (id === null ? null : table.column(id)));
  const used = mapped.filter((column) => column !== null);
  const twice = used.find((column, i) => used.indexOf(column) !== i);
  if (twice) throw invalid(twice, `${twice.label} is filled from two columns of the file.`);
  const key = spec.mode === "insert" ? null : keyOf(table, spec, used);
  const columns = table.columns.filter((c) => used.includes(c));
  const changed = columns.filter((c) => !key?.includes(c) && !c.primaryKey);
  if ((spec.mode === "insert" ? columns : changed).length === 0)
    throw new AppError("EMPTY_CHANGE", "Choose at least one column to fill from the file.");
  for (const column of spec.mode === "update" ? changed : columns) {
    if (!column.editable && !column.primaryKey)
      throw new AppError("READ_ONLY_COLUMN", `${column.label} can't be edited.`, {
        fields: { [column.id]: "Read-only." },
      });
  }
  const format = { decimalComma: spec.decimalComma, dateOrder: spec.dateOrder };
  return { columns, changed, key, read: (cells) => readRow(mapped, cells, spec, format) };
}

function keyOf(table: TableDef, { key }: ImportSpec, used: ColumnDef[]): ColumnDef[] {
  const columns = key?.map((id) => table.column(id)) ?? [];
  const [first] = columns;
  if (!first) throw new AppError("INVALID", "Choose the column that says which record a row means.");
  const unmapped = columns.find((column) => !used.includes(column));
  if (unmapped) throw invalid(unmapped, `No column of the file goes to ${unmapped.label}.`);
  const ids = new Set(key);
  if (!table.uniqueKeys.some((unique) => unique.length === ids.size && unique.every((id) => ids.has(id)))) {
    const labels = columns.map(({ label }) => label).join(" and ");
    throw invalid(first, `${labels} can't tell records apart: the values need not be unique.`);
  }
  return columns;
}

function readRow(
  mapped: (ColumnDef | null)[],
  cells: FileCell[],
  spec: ImportSpec,
  format: TextFormat,
): ReturnType<RowReader["read"]> {
  if (cells.slice(mapped.length).some((cell) => !isBlank(cell))) {
    const message = `This row has ${cells.length} cells, but the header has ${mapped.length}.`;
    return { refused: { column: null, code: "ragged", message } };
  }
  if (cells.some((cell) => typeof cell === "string" && cell.includes(UNREADABLE))) return { refused: NOT_UTF8 };
  const values: Record<string, unknown> = {};
  for (const [i, column] of mapped.entries()) {
    if (!column) continue;
    const cell = cells[i] ?? "";
    const said = isMark(cell, spec) ? EMPTY : textOf(cell, column, spec);
    if ("problem" in said) return refused(column, said.problem);
    if (said.text === "" && !(spec.emptyCells === "clear" && spec.mode !== "insert")) continue;
    // A number of a workbook has a point, whatever its texts have.
    const answer = readText(column, said.text, isNumber(cell) ? PAGE_FORMAT : format);
    if ("problem" in answer) return refused(column, answer.problem);
    values[column.id] = answer.value;
  }
  return { values };
}

/** Only a text file needs the guard: no spreadsheet runs a text of a workbook. */
function textOf(cell: FileCell, column: ColumnDef, { delimiter }: ImportSpec): CellText {
  return typeof cell === "string" ? { text: unguarded(cell, delimiter) } : cellText(cell, column);
}

function isMark(cell: FileCell, { emptyMarks }: ImportSpec): boolean {
  return emptyMarks.length > 0 && emptyMarks.includes(plainText(cell));
}

const EMPTY: CellText = { text: "" };
const NOT_UTF8: ParseError = {
  column: null,
  code: "encoding",
  message: "This row is not written in UTF-8 like the rows before: choose another encoding, such as Western.",
};

const isNumber = (cell: FileCell) => typeof cell !== "string" && cell.kind === "number";

function refused({ id }: ColumnDef, message: string): { refused: ParseError } {
  return { refused: { column: id, code: "parse_error", message } };
}

function invalid(column: ColumnDef, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [column.id]: message } });
}
