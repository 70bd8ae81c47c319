"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { LAST_PAGE } from "@/lib/tables/model/last-page";
import type { PageParam } from "@/components/grid/records/page-param";
import type { CellRange } from "@/components/grid/range/use-cell-range";
import type { Records } from "@/components/grid/records/use-records";

export interface RowWindowInput {
  source: Records;
  rowHeight: number;
  range: CellRange;
  scroller: RefObject<HTMLDivElement | null>;
  /** Is given the way to bring a row into view. */
  scrollToRow: RefObject<(index: number) => void>;
  /** The first window in view moved: its cursor, null at the top. */
  onTopWindow: (after: string | null) => void;
}

const OVERSCAN = 12;
const ROOM_MS = 300;

/** Which rows are drawn: those in view and some around them. Reads on where the loaded records end. */
export function useRowWindow({ source, rowHeight, range, scroller, scrollToRow, onTopWindow }: RowWindowInput) {
  const { records, rows, onVisible } = source;
  const { active, dispatch } = range;
  const activeId = useRef<string>(undefined);
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is memoized here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    getItemKey: (index) => rows[index]?.id ?? index,
    scrollMargin: rowHeight,
    // The active cell is always there, however far one has scrolled: it holds the focus. When records have just arrived
    // above it, it is found by its record.
    rangeExtractor: (drawn) => {
      const moved =
        rows[active.row]?.id === activeId.current ? -1 : rows.findIndex(({ id }) => id === activeId.current);
      const wanted = new Set([active.row, ...(moved === -1 ? [] : [moved]), ...defaultRangeExtractor(drawn)]);
      return [...wanted].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(() => {
    activeId.current = rows[active.row]?.id;
  }, [rows, active.row]);
  const first = Math.max(0, (virtual.range?.startIndex ?? 0) - OVERSCAN);
  const last = Math.min(rows.length - 1, (virtual.range?.endIndex ?? 0) + OVERSCAN);
  useEffect(() => {
    scrollToRow.current = (index) => virtual.scrollToIndex(index, { align: "auto" });
  }, [virtual, scrollToRow]);

  useKeepPlace(
    source,
    (moved) => {
      dispatch({ type: "shift", rows: moved });
      virtual.scrollBy(moved * rowHeight);
    },
    () => {
      dispatch({ type: "reset" });
      virtual.scrollToOffset(0);
    },
  );
  const { hasNextPage, hasPreviousPage, isFetching, isError, fetchNextPage, fetchPreviousPage } = records;
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

  return virtual.getVirtualItems();
}

/** The cursor with which the window of a row was asked for, so that a link leads back to it. */
function windowAt({ records }: Records, index: number): string | null {
  let end = 0;
  const at = records.data?.pages.findIndex((page) => (end += page.rows.length) > index) ?? -1;
  const param = records.data?.pageParams[at] as PageParam | undefined;
  if (!param?.before) return param?.after ?? null;
  // Read backwards: after the window above it, or, where that is not loaded, after its own first record.
  const cursor = records.data?.pages[at - 1]?.nextCursor ?? records.data?.pages[at]?.previousCursor ?? null;
  return param.before === LAST_PAGE ? LAST_PAGE : cursor;
}

/** When records arrive above, what is in view stays where it is; another list begins at its top. */
function useKeepPlace(
  { rows, list, records: { isPlaceholderData } }: Records,
  moveBy: (rows: number) => void,
  toTop: () => void,
): void {
  const shown = useRef({ list, firstId: rows[0]?.id });
  useLayoutEffect(() => {
    if (isPlaceholderData) return;
    const before = shown.current;
    shown.current = { list, firstId: rows[0]?.id };
    // Also where it holds the same records in another order.
    if (before.list !== list) return toTop();
    if (!before.firstId || before.firstId === rows[0]?.id) return;
    const moved = rows.findIndex(({ id }) => id === before.firstId);
    if (moved > 0) moveBy(moved);
    else if (moved === -1) toTop();
    // oxlint-disable-next-line react/exhaustive-deps -- only other rows can move what is in view
  }, [rows, list, isPlaceholderData]);
}
