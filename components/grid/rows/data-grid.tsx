"use client";

import { type ReactNode, useCallback, useRef } from "react";
import { pagedRead } from "@/components/http/failed-read";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { GridHeader } from "@/components/grid/columns/grid-header";
import { GridRows } from "./grid-rows";
import { GridSkeleton } from "./grid-skeleton";
import type { SelectionAction, SelectionState } from "@/components/grid/selection/selection";
import { useCellRange } from "@/components/grid/range/use-cell-range";
import type { ColumnTools } from "@/components/grid/columns/use-column-tools";
import { CHECKBOX_WIDTH, type GridTable, useLayout } from "@/components/grid/columns/use-grid-columns";
import { useGridInput } from "@/components/grid/range/use-grid-input";
import type { Records } from "@/components/grid/records/use-records";
import { useRowHeight } from "./use-row-height";
import { useRowSelection } from "@/components/grid/selection/use-row-selection";
import { useSayRange } from "@/components/grid/range/use-say-range";
import type { TableWrites } from "@/components/grid/editing/use-table-writes";

export interface DataGridProps {
  table: TableInfo;
  grid: GridTable;
  tools: ColumnTools;
  records: Records;
  selection: SelectionState;
  dispatch: (action: SelectionAction) => void;
  selectable: boolean;
  writes: TableWrites;
  /** Cells that somebody else changed just now, by `cellKey`. */
  flashing: ReadonlySet<string>;
  onHelp: () => void;
  /** Opens a record beside the grid. */
  onOpen: (id: string) => void;
  /** To screen readers. */
  announce: (sentence: string) => void;
  /** Shown below the header when there is no record. */
  empty: ReactNode;
  /** The first window in view moved: its cursor, null at the top. */
  onTopWindow: (after: string | null) => void;
  /** Begins the list somewhere else: at its top (null) or its end. */
  onStart: (start: string | null) => void;
}

/** The table: virtual rows in both directions, one active cell, selection by mouse and keyboard. */
export function DataGrid(props: DataGridProps) {
  const { table, grid, tools, records: source, selection, dispatch, selectable, writes, announce, onOpen } = props;
  const { records, rows, count } = source;
  const { columns, width } = useLayout(grid);
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const scrollToRow = useRef<(index: number) => void>(() => {});
  const range = useCellRange({
    rows,
    columns,
    scroller,
    scrollToRow: useCallback((index: number) => scrollToRow.current(index), []),
  });
  const select = useRowSelection({ source, selectable, selection, dispatch });
  const handlers = useGridInput({
    source,
    columns,
    range,
    select,
    selectable,
    dispatch,
    writes,
    scroller,
    rowHeight,
    onHelp: props.onHelp,
    onOpen,
    onStart: props.onStart,
    announce,
  });
  useSayRange(range, count.data ?? null, announce);

  const total = count.data;
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={-1}
      aria-label={table.label}
      aria-multiselectable={selectable || undefined}
      aria-rowcount={total?.exact ? total.count + 1 : -1}
      aria-colcount={columns.length + 1}
      aria-busy={records.isFetching}
      {...handlers}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain text-base"
    >
      <GridHeader
        grid={grid}
        tools={tools}
        selectable={selectable}
        selected={select.ofPage}
        onSelectPage={select.onSelectPage}
      />
      {records.isPending ? (
        <GridSkeleton widths={[CHECKBOX_WIDTH, ...columns.map((column) => column.width)]} />
      ) : rows.length === 0 ? (
        props.empty
      ) : (
        <GridRows
          table={table}
          source={source}
          columns={columns}
          width={width}
          rowHeight={rowHeight}
          range={range}
          selection={selection}
          selectable={selectable}
          writes={writes}
          flashing={props.flashing}
          scroller={scroller}
          scrollToRow={scrollToRow}
          onSelect={select.onSelect}
          onOpen={onOpen}
          onTopWindow={props.onTopWindow}
        />
      )}
      {rows.length > 0 && (
        <ReadProblem className="sticky left-2 my-2 w-fit max-w-full" query={pagedRead(records)} what="More records" />
      )}
    </div>
  );
}
