import type { RowValues } from "@/lib/bulk/model/row-values";
import { plainText } from "@/lib/files/cell-text";
import type { FileCell } from "@/lib/files/sheet-cell";

/** Per column of the file the database's column that it goes to. */
type Columns = readonly (string | null)[];

/**
 * What has to be kept of a row so that it can be handed back as it was: the cells that its values don't say in the very
 * same words. Of most rows that is nothing, and nothing is half of what a plan would hold.
 */
export function keptCells(
  cells: readonly FileCell[],
  values: RowValues["values"],
  columns: Columns,
): RowValues["cells"] | undefined {
  let kept: (string | null)[] | undefined;
  // Also beyond the end of a short row: a value that no cell gave, a reserved key, is not to be handed back.
  const width = Math.max(cells.length, columns.length);
  for (let i = 0; i < width; i++) {
    const text = plainText(cells[i] ?? "");
    if (text === saidBy(values, columns[i])) continue;
    kept ??= Array<null>(width).fill(null);
    kept[i] = storable(text);
  }
  return kept;
}

/** The row again. @param width how many cells its header has */
export function allCells({ cells, values }: Pick<RowValues, "cells" | "values">, columns: Columns, width: number) {
  return Array.from({ length: width }, (_, i) => cells?.[i] ?? saidBy(values, columns[i]) ?? "");
}

/** A cell as it is handed back. Postgres holds neither NUL nor half a character. */
export function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD").toWellFormed();
}

/** Undefined where the value has no text that is certainly the same once JSON has carried it. */
function saidBy(values: RowValues["values"], column: string | null | undefined): string | undefined {
  const value = (column && values?.[column]) ?? "";
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : undefined;
}
