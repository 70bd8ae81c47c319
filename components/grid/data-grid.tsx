"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { RangeWrites } from "@/components/clipboard/use-range-writes";
import { useClipboard } from "@/components/clipboard/use-clipboard";
import type { RecordRow, TableInfo } from "@/lib/tables/table-info";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { GridHeader } from "./grid-header";
import { GridRow, ROW_HEIGHT } from "./grid-row";
import { GridSkeleton } from "./grid-states";
import { isSingleCell } from "./cell-range";
import { isSelected, type SelectionAction, type SelectionState } from "./selection";
import type { CellEditing } from "./use-cell-editing";
import { cellKey } from "./use-cell-writes";
import { useCellRange } from "./use-cell-range";
import type { ColumnTools } from "./use-column-tools";
import { CHECKBOX_WIDTH, type GridColumn, type GridTable, useLayout } from "./use-grid-columns";
import { useGridKeys } from "./use-grid-keys";
import { placeAt, useRangePointer } from "./use-range-pointer";
import { useSayRange } from "./use-say-range";
import type { Undo } from "./use-undo";
import type { Records } from "./use-records";

export interface DataGridProps {
  table: TableInfo;
  grid: GridTable;
  tools: ColumnTools;
  records: Records;
  selection: SelectionState;
  dispatch: (action: SelectionAction) => void;
  selectable: boolean;
  editing: CellEditing;
  /** Sentences about cells whose write was refused, by `cellKey`. */
  refused: ReadonlyMap<string, string>;
  /** Cells that somebody else changed just now, by `cellKey`. */
  flashing: ReadonlySet<string>;
  undo: Undo;
  /** Writes of several cells at once. */
  write: RangeWrites["write"];
  onHelp: () => void;
  /** Opens a record beside the grid. */
  onOpen: (id: string) => void;
  /** To screen readers. */
  announce: (sentence: string) => void;
  /** Shown below the header when there is no record. */
  empty: ReactNode;
  /** The first window in view moved: its cursor, null at the top. */
  onTopWindow: (after: string | null) => void;
}

const OVERSCAN = 12;
const ROOM_MS = 300;

/** The table: virtual rows in both directions, one active cell, selection by mouse and keyboard. */
export function DataGrid(props: DataGridProps) {
  const {
    table,
    grid,
    tools,
    records: source,
    selection,
    dispatch,
    selectable,
    editing,
    refused,
    empty,
    onTopWindow,
  } = props;
  const { records, rows, count, onVisible } = source;
  const { columns, width } = useLayout(grid);
  const scroller = useRef<HTMLDivElement>(null);

  const scrollToRow = useRef<(index: number) => void>(() => {});
  const range = useCellRange({
    rows,
    columns,
    scroller,
    scrollToRow: useCallback((index: number) => scrollToRow.current(index), []),
  });
  const { active, bounds } = range;
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoized here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    getItemKey: (index) => rows[index]?.id ?? index,
    scrollMargin: ROW_HEIGHT,
    // The active cell is always there, however far one has scrolled: it holds the focus.
    rangeExtractor: (drawn) => [...new Set([active.row, ...defaultRangeExtractor(drawn)])].sort((a, b) => a - b),
  });
  const items = virtual.getVirtualItems();
  const first = Math.max(0, (virtual.range?.startIndex ?? 0) - OVERSCAN);
  const last = Math.min(rows.length - 1, (virtual.range?.endIndex ?? 0) + OVERSCAN);
  useEffect(() => {
    scrollToRow.current = (index) => virtual.scrollToIndex(index, { align: "auto" });
  }, [virtual]);

  useKeepPlace(
    rows,
    (moved) => {
      range.dispatch({ type: "shift", rows: moved });
      virtual.scrollBy(moved * ROW_HEIGHT);
    },
    () => {
      range.dispatch({ type: "reset" });
      virtual.scrollToOffset(0);
    },
  );
  const { hasNextPage, hasPreviousPage, isFetching, isError, isPlaceholderData, fetchNextPage, fetchPreviousPage } =
    records;
  useEffect(() => {
    if (isFetching || isError || rows.length === 0) return;
    if (hasNextPage && last >= rows.length - OVERSCAN * 2) void fetchNextPage();
    else if (hasPreviousPage && first <= OVERSCAN) void fetchPreviousPage();
  }, [first, last, rows.length, isFetching, isError, hasNextPage, hasPreviousPage, fetchNextPage, fetchPreviousPage]);
  useEffect(() => {
    const timer = setTimeout(() => {
      onVisible(first, last);
      onTopWindow(windowAt(source, first));
    }, ROOM_MS);
    return () => clearTimeout(timer);
  }, [first, last, onVisible, onTopWindow, source]);

  const onSelect = useCallback(
    (index: number, range: boolean) => {
      const row = rows[index];
      if (!row || !selectable) return;
      const anchor = range ? rows.findIndex(({ id }) => id === selection.anchor) : -1;
      if (anchor === -1) dispatch({ type: "toggle", id: row.id });
      else {
        const [from, to] = anchor < index ? [anchor, index] : [index, anchor];
        dispatch({ type: "range", ids: rows.slice(from, to + 1).map(({ id }) => id) });
      }
    },
    [rows, selectable, selection.anchor, dispatch],
  );
  const onSelectPage = useCallback(
    () => selectable && !isPlaceholderData && dispatch({ type: "page", ids: rows.map(({ id }) => id) }),
    [rows, selectable, isPlaceholderData, dispatch],
  );
  const clipboard = useClipboard({
    rows,
    columns,
    range,
    mayEdit: selectable,
    write: props.write,
    ensureRows: source.ensureRows,
    announce: props.announce,
  });
  const onKeyDown = useGridKeys({
    rows,
    columns,
    range,
    editing,
    undo: props.undo,
    clipboard,
    pageSize: () => Math.floor((scroller.current?.clientHeight ?? 320) / ROW_HEIGHT) - 1,
    onSelectRows: (from, to) => {
      const ids = rows.slice(from, to + 1).map(({ id }) => id);
      if (from === to) onSelect(from, false);
      else if (selectable) dispatch({ type: "page", ids });
    },
    onSelectPage,
    onClear: () => dispatch({ type: "clear" }),
    onHelp: props.onHelp,
    onOpen: props.onOpen,
  });
  const onMouseDown = useRangePointer(range, clipboard.fill);
  const onTap = (event: MouseEvent<HTMLElement>) => {
    // A finger has no hover and no double click: a tap on a record's name opens it.
    if ((event.nativeEvent as PointerEvent).pointerType !== "touch") return;
    const place = placeAt(event.target);
    const row = place?.column === 0 ? rows[place.row] : undefined;
    if (row) props.onOpen(row.id);
  };
  const several = !isSingleCell(bounds);
  useSayRange(bounds, props.announce);

  const selectedHere = rows.filter(({ id }) => isSelected(selection, id)).length;
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
      aria-busy={isFetching}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onClick={onTap}
      onCopy={clipboard.onCopy}
      onCut={clipboard.onCut}
      onPaste={clipboard.onPaste}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain text-base"
    >
      <GridHeader
        grid={grid}
        tools={tools}
        selectable={selectable}
        selected={selectedHere === 0 ? "none" : selectedHere === rows.length ? "all" : "some"}
        onSelectPage={onSelectPage}
      />
      {records.isPending ? (
        <GridSkeleton widths={[CHECKBOX_WIDTH, ...columns.map((column) => column.width)]} />
      ) : rows.length === 0 ? (
        empty
      ) : (
        <div
          role="rowgroup"
          style={{ height: rows.length * ROW_HEIGHT, width }}
          // Records of the filter before: still readable, but not the answer yet, and nothing to select or edit.
          inert={isPlaceholderData}
          className={cx("relative", isPlaceholderData && "opacity-50")}
        >
          {items.map(({ index, key }) => {
            const row = rows[index];
            return (
              row && (
                <GridRow
                  key={key}
                  table={table.name}
                  row={row}
                  name={nameOf(table, row)}
                  index={index}
                  columns={columns}
                  selected={isSelected(selection, row.id)}
                  selectable={selectable}
                  activeColumn={active.row === index ? active.column : null}
                  openColumn={editing.at?.row === row.id ? editing.at.column : null}
                  rangeFrom={several && index >= bounds.top && index <= bounds.bottom ? bounds.left : -1}
                  rangeTo={several && index >= bounds.top && index <= bounds.bottom ? bounds.right : -1}
                  rangeTop={index === bounds.top}
                  rangeBottom={index === bounds.bottom}
                  handleColumn={selectable && index === bounds.bottom ? bounds.right : -1}
                  refused={refused}
                  flashing={flashingIn(row.id, columns, props.flashing)}
                  onSelect={onSelect}
                  onEdit={editing.begin}
                  onOpen={props.onOpen}
                />
              )
            );
          })}
        </div>
      )}
      {rows.length > 0 && records.isError && (
        <p role="alert" className="sticky left-0 flex w-fit items-center gap-3 px-4 py-2 text-danger">
          More records could not be read.
          <Button size="sm" onClick={() => void (hasNextPage ? fetchNextPage() : fetchPreviousPage())}>
            Try again
          </Button>
        </p>
      )}
    </div>
  );
}

/** Columns of a record that flash, as one text: most rows have none and stay as drawn. */
function flashingIn(record: string, columns: GridColumn[], cells: ReadonlySet<string>): string {
  if (cells.size === 0) return "";
  const ids = columns.map(({ info }) => info.id);
  return ids.filter((id) => cells.has(cellKey(record, id))).join("/");
}

/** What people call a record. */
export function nameOf(table: TableInfo, row: RecordRow): string {
  return String(row.labels[table.recordLabel] ?? row.values[table.recordLabel] ?? row.id);
}

/** The cursor with which the window of a row was asked for, so that a link leads back to it. */
function windowAt({ records }: Records, index: number): string | null {
  let end = 0;
  const at = records.data?.pages.findIndex((page) => (end += page.rows.length) > index) ?? -1;
  const param = records.data?.pageParams[at] as { after: string | null } | undefined;
  return param?.after ?? null;
}

/** When records arrive above, what is in view stays where it is; other records begin at their top. */
function useKeepPlace(rows: RecordRow[], moveBy: (rows: number) => void, toTop: () => void): void {
  const firstId = useRef(rows[0]?.id);
  useLayoutEffect(() => {
    const before = firstId.current;
    firstId.current = rows[0]?.id;
    if (!before || before === rows[0]?.id) return;
    const moved = rows.findIndex(({ id }) => id === before);
    if (moved > 0) moveBy(moved);
    else if (moved === -1) toTop();
    // oxlint-disable-next-line react/exhaustive-deps -- only other rows can move what is in view
  }, [rows]);
}
