"use client";

import { useEffect } from "react";
import { isSingleCell, type RangeBounds } from "./cell-range";

const PAUSE_MS = 400;

/** Tells screen readers how large the range is, once it has come to rest. */
export function useSayRange(bounds: RangeBounds, announce: (sentence: string) => void): void {
  useEffect(() => {
    if (isSingleCell(bounds)) return;
    const timer = setTimeout(() => announce(rangeText(bounds)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [bounds, announce]);
}

/** "3 rows by 2 columns, 6 cells" */
function rangeText({ top, bottom, left, right }: RangeBounds): string {
  const [rows, columns] = [bottom - top + 1, right - left + 1];
  const count = (n: number, word: string) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;
  return `${count(rows, "row")} by ${count(columns, "column")}, ${count(rows * columns, "cell")} selected.`;
}
