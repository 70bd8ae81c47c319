"use client";

import type { MouseEvent, RefObject } from "react";
import { useClipboard } from "@/components/clipboard/use-clipboard";
import type { SelectionAction } from "@/components/grid/selection/selection";
import type { CellRange } from "./use-cell-range";
import type { GridColumn } from "@/components/grid/columns/use-grid-columns";
import { useGridKeys } from "./use-grid-keys";
import { useJump } from "./use-jump";
import { placeAt, useRangePointer } from "./use-range-pointer";
import type { Records } from "@/components/grid/records/use-records";
import type { useRowSelection } from "@/components/grid/selection/use-row-selection";
import type { TableWrites } from "@/components/grid/editing/use-table-writes";

export interface GridInputInput {
  source: Records;
  columns: GridColumn[];
  range: CellRange;
  /** Records that are selected for a bulk edit. */
  select: ReturnType<typeof useRowSelection>;
  selectable: boolean;
  dispatch: (action: SelectionAction) => void;
  writes: TableWrites;
  scroller: RefObject<HTMLDivElement | null>;
  rowHeight: number;
  onHelp: () => void;
  onOpen: (id: string) => void;
  /** Begins the list somewhere else: at its top (null) or its end. */
  onStart: (start: string | null) => void;
  announce: (sentence: string) => void;
}

/** What keys, mouse, finger and clipboard do in the grid: the handlers of its element. */
export function useGridInput(input: GridInputInput) {
  const { source, columns, range, select, selectable, dispatch, writes, scroller, rowHeight, onOpen, announce } = input;
  const { records, rows } = source;
  const clipboard = useClipboard({
    source,
    columns,
    range,
    mayEdit: selectable,
    write: writes.ranges.write,
    announce,
  });
  const jump = useJump({ source, columns: columns.length, move: range.move, onStart: input.onStart });
  const onKeyDown = useGridKeys({
    rows,
    columns,
    range,
    editing: writes.editing,
    undo: writes.undo,
    clipboard,
    further: { first: records.hasPreviousPage, last: records.hasNextPage },
    jump,
    onSelectAll: () => selectable && dispatch({ type: "allMatching" }),
    pageSize: () => Math.floor((scroller.current?.clientHeight ?? 320) / rowHeight) - 1,
    onSelectRows: select.onSelectSpan,
    onSelectPage: select.onSelectPage,
    onClear: () => dispatch({ type: "clear" }),
    onHelp: input.onHelp,
    onOpen,
  });
  const onMouseDown = useRangePointer(range, clipboard.fill);
  const { onCopy, onCut, onPaste } = clipboard;

  function onClick(event: MouseEvent<HTMLElement>): void {
    // A finger has no hover and no double click: a tap on a record's name opens it.
    if ((event.nativeEvent as PointerEvent).pointerType !== "touch") return;
    const place = placeAt(event.target);
    const row = place?.column === 0 ? rows[place.row] : undefined;
    if (row) onOpen(row.id);
  }

  return { onKeyDown, onMouseDown, onClick, onCopy, onCut, onPaste };
}
