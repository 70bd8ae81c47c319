"use client";

import { type RefObject, useCallback, useLayoutEffect, useMemo, useReducer, useRef } from "react";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { boundsOf, type CellPlace, clampPlace, EMPTY_RANGE, rangeReducer } from "./cell-range";
import { cellElement } from "./focus-cell";
import { CHECKBOX_WIDTH, type GridColumn } from "@/components/grid/columns/use-grid-columns";

export interface CellRangeInput {
  rows: RecordRow[];
  columns: GridColumn[];
  scroller: RefObject<HTMLDivElement | null>;
  scrollToRow: (index: number) => void;
}

/** The active cell and the range around it. Whoever moves them sees the far corner, and the active cell has the focus. */
export function useCellRange({ rows, columns, scroller, scrollToRow }: CellRangeInput) {
  const [state, dispatch] = useReducer(rangeReducer, EMPTY_RANGE);
  const bounds = useMemo(() => boundsOf(state, rows.length, columns.length), [state, rows.length, columns.length]);
  const active = useMemo(
    () => clampPlace(state.active, rows.length, columns.length),
    [state.active, rows.length, columns.length],
  );
  const wantsFocus = useRef(false);

  const show = useCallback(
    (place: CellPlace) => {
      scrollToRow(place.row);
      if (scroller.current) showColumn(scroller.current, columns, place.column);
    },
    [columns, scroller, scrollToRow],
  );
  const move = useCallback(
    (to: CellPlace, byTab = false) => {
      wantsFocus.current = true;
      dispatch({ type: "move", to, byTab });
      show(to);
    },
    [show],
  );
  const extend = useCallback(
    (to: CellPlace) => {
      dispatch({ type: "extend", to });
      show(to);
    },
    [show],
  );
  // The row of the active cell is always drawn (see DataGrid), so that it can take the focus at once.
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const [row, column] = [rows[active.row], columns[active.column]];
    if (row && column) cellElement(row.id, column.info.id)?.focus({ preventScroll: true });
    // oxlint-disable-next-line react/exhaustive-deps -- only a move asks for the focus
  }, [state]);

  return { state, active, bounds, dispatch, move, extend };
}

export type CellRange = ReturnType<typeof useCellRange>;

/** Scrolls sideways until a column is clear of the pinned ones. */
function showColumn(scroller: HTMLElement, columns: GridColumn[], index: number): void {
  const column = columns[index];
  if (!column || column.pinnedAt !== null) return;
  const pinned = columns.filter(({ pinnedAt }) => pinnedAt !== null).reduce((sum, { width }) => sum + width, 0);
  const before = columns.slice(0, index).reduce((sum, { width }) => sum + width, 0);
  if (before - pinned < scroller.scrollLeft) scroller.scrollLeft = before - pinned;
  const right = CHECKBOX_WIDTH + before + column.width;
  if (right > scroller.scrollLeft + scroller.clientWidth) scroller.scrollLeft = right - scroller.clientWidth;
}
