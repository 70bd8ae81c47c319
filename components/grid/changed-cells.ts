import type { RecordRow } from "@/lib/tables/table-info";
import { sameValue } from "./same-value";
import { cellKey } from "./use-cell-writes";

/** Cells of a record that hold something else than before, by `cellKey`. */
export function changedCells(before: RecordRow | undefined, now: RecordRow): string[] {
  return Object.keys(now.values)
    .filter((column) => before && !sameValue(before.values[column], now.values[column]))
    .map((column) => cellKey(now.id, column));
}
