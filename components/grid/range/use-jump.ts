"use client";

import { useCallback, useLayoutEffect, useRef } from "react";
import { LAST_PAGE } from "@/lib/tables/model/last-page";
import type { CellRange } from "./use-cell-range";
import type { Records } from "@/components/grid/records/use-records";

export interface JumpInput {
  source: Records;
  columns: number;
  move: CellRange["move"];
  /** Begins the list somewhere else: at its top (null) or its end. */
  onStart: (start: string | null) => void;
}

/** The way to the very first or last record, where its window is not loaded: it is read, and the focus goes there. */
export function useJump({ source: { records, rows }, columns, move, onStart }: JumpInput) {
  const landing = useRef<"first" | "last">(null);
  const { isPlaceholderData } = records;
  useLayoutEffect(() => {
    const edge = landing.current;
    if (!edge || isPlaceholderData || rows.length === 0) return;
    landing.current = null;
    move(edge === "first" ? { row: 0, column: 0 } : { row: rows.length - 1, column: columns - 1 });
    // oxlint-disable-next-line react/exhaustive-deps -- only other records are what it waits for
  }, [rows, isPlaceholderData]);

  return useCallback(
    (edge: "first" | "last") => {
      landing.current = edge;
      onStart(edge === "first" ? null : LAST_PAGE);
    },
    [onStart],
  );
}
