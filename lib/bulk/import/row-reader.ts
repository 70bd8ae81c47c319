import { AppError } from "@/lib/model/errors";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { PAGE_FORMAT, type TextFormat } from "@/lib/tables/kinds/codecs/codec";
import { mayBeLabel, readText } from "@/lib/tables/kinds/codecs/codec-of";
import type { Judged } from "@/lib/tables/kinds/rules/rule";
import { cellText, isBlank, plainText } from "@/lib/files/cell-text";
import type { FileCell } from "@/lib/files/sheet-cell";
import { unguarded } from "@/lib/files/text/formula-guard";
import type { ParseError } from "@/lib/bulk/model/row-values";
import { type JudgedColumns, parseError } from "@/lib/bulk/plan/read-values";
import { UNREADABLE } from "./decoded-texts";
import type { ImportSpec } from "./import-spec";

export interface RowReader {
  /** The mapped columns in the table's order: what a new record is given, and what an old one is changed in. */
  columns: ColumnDef[];
  changed: ColumnDef[];
  /** The columns that say together which record a row means. */
  key: ColumnDef[] | null;
  read: (cells: FileCell[]) => RowRead;
  /** All but those whose texts may be the label of a record. */
  judged: JudgedColumns;
}

/** By column id. */
export type RowRead = { values: Record<string, unknown> } | { refused: ParseError };

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
  const judged = new Set(columns.filter((column) => !mayBeLabel(column)));
  return { columns, changed, key, judged, read: readBy(mapped, spec) };
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

function readBy(mapped: (ColumnDef | null)[], spec: ImportSpec): RowReader["read"] {
  const cellReaders = mapped.flatMap((column, i) => (column ? [{ i, column, read: cellReader(column, spec) }] : []));
  return (cells) => {
    if (cells.length > mapped.length && cells.slice(mapped.length).some((cell) => !isBlank(cell))) {
      const columns = spec.hasHeader ? "the header has" : "the file has";
      const message = `This row has ${cells.length} cells, but ${columns} ${mapped.length}.`;
      return { refused: { column: null, code: "ragged", message } };
    }
    if (cells.some(isUnreadable)) return { refused: NOT_UTF8 };
    const values: Record<string, unknown> = {};
    for (const { i, column, read } of cellReaders) {
      const answer = read(cells[i] ?? "");
      if (answer === KEPT) continue;
      if ("problem" in answer) return parseError(column, answer.problem);
      values[column.id] = answer.value;
    }
    return { values };
  };
}

/** What a column's cells mean; `KEPT` where one says nothing. */
function cellReader(column: ColumnDef, spec: ImportSpec): (cell: FileCell) => Judged | typeof KEPT {
  const { delimiter, decimalComma, dateOrder } = spec;
  const format: TextFormat = { decimalComma, dateOrder };
  const marks = new Set(spec.emptyMarks);
  const clears = spec.emptyCells === "clear" && spec.mode !== "insert";
  const readSaid = (text: string, format: TextFormat) =>
    text === "" && !clears ? KEPT : readText(column, text, format);
  return (cell) => {
    if (marks.size > 0 && marks.has(plainText(cell))) return readSaid("", format);
    // Only a text file needs the guard: no spreadsheet runs a text of a workbook.
    if (typeof cell === "string") return readSaid(unguarded(cell, delimiter), format);
    const said = cellText(cell, column);
    if ("problem" in said) return said;
    // A number of a workbook has a point, whatever its texts have.
    return readSaid(said.text, cell.kind === "number" ? PAGE_FORMAT : format);
  };
}

const KEPT = Symbol("kept");
const NOT_UTF8: ParseError = {
  column: null,
  code: "encoding",
  message: "This row is not written in UTF-8 like the rows before: choose another encoding, such as Western.",
};

const isUnreadable = (cell: FileCell) => typeof cell === "string" && cell.includes(UNREADABLE);

function invalid(column: ColumnDef, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [column.id]: message } });
}
