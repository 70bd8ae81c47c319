import type { RecordRow } from "@/lib/tables/model/table-info";
import { sameJson } from "./same-json";
import { cellKey } from "@/components/grid/editing/use-cell-writes";

/** Cells of a record that hold something else than before, by `cellKey`. */
export function changedCells(before: RecordRow | undefined, now: RecordRow): string[] {
  return Object.keys(now.values)
    .filter((column) => before && !sameJson(before.values[column], now.values[column]))
    .map((column) => cellKey(now.id, column));
}
