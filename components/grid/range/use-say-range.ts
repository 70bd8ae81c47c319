"use client";

import { useEffect } from "react";
import { isSingleCell } from "./cell-range";
import { countText, type MatchCount } from "@/components/grid/records/count-text";
import type { CellRange } from "./use-cell-range";
import { counted } from "@/lib/model/locale";

const PAUSE_MS = 400;

/**
 * Tells screen readers how large the range is, once it has come to rest.
 * @param matching how many records match, for a range that goes on over some that are not loaded
 */
export function useSayRange(range: CellRange, matching: MatchCount | null, announce: (sentence: string) => void): void {
  const sentence = rangeText(range, matching);
  useEffect(() => {
    if (sentence === null) return;
    const timer = setTimeout(() => announce(sentence), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [sentence, announce]);
}

/** "3 rows by 2 columns, 6 cells", or as far as all records go. */
function rangeText({ bounds, state }: CellRange, matching: MatchCount | null): string | null {
  if (isSingleCell(bounds)) return null;
  const [rows, columns] = [bounds.bottom - bounds.top + 1, bounds.right - bounds.left + 1];
  const ends = [state.anchor.row, state.end.row];
  if (ends.every(Number.isFinite) || !matching)
    return `${counted(rows, "row")} by ${counted(columns, "column")}, ${counted(rows * columns, "cell")} selected.`;
  const all = countText(matching);
  if (ends.includes(Number.NEGATIVE_INFINITY) && ends.some(Number.isFinite))
    return `${counted(columns, "column")} from the first of ${all} records to here selected.`;
  return bounds.top === 0
    ? `${counted(columns, "column")} of all ${all} records selected.`
    : `${counted(columns, "column")} from here to the last of ${all} records selected.`;
}
