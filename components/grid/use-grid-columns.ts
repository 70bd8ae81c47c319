"use client";

import {
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { Sort } from "@/lib/tables/filter";
import { kindOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo, RecordRow, TableInfo } from "@/lib/tables/table-info";

const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
  columnPinningFeature,
  rowSortingFeature,
  columnMeta: metaHelper<{ info: ColumnInfo }>(),
});
const helper = createColumnHelper<typeof features, RecordRow>();

export const CHECKBOX_WIDTH = 40;
const MAX_SORTS = 5;
const NARROW_PINNED = 140;
const NO_ROWS: RecordRow[] = [];

export interface GridColumnsInput {
  table: TableInfo;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** On a phone the pinned column leaves room for the others. */
  narrow: boolean;
}

/** Sizes, order, pinning, visibility and sorting of the columns; the records themselves stay outside of it. */
export function useGridColumns({ table: info, sort, onSort, narrow }: GridColumnsInput) {
  const columns = useMemo(() => helper.columns(columnDefs(info, narrow)), [info, narrow]);
  const sorting = useMemo(
    () => sort.map(({ column, direction }) => ({ id: column, desc: direction === "desc" })),
    [sort],
  );
  const initialState = useMemo(
    () => ({
      columnPinning: { start: [info.recordLabel], end: [] },
      columnVisibility: Object.fromEntries(info.columns.filter((c) => c.hidden).map((c) => [c.id, false])),
    }),
    [info],
  );
  return useTable({
    features,
    columns,
    data: NO_ROWS,
    getRowId: (row) => row.id,
    initialState,
    state: { sorting },
    manualSorting: true,
    sortDescFirst: false,
    maxMultiSortColCount: MAX_SORTS,
    columnResizeMode: "onChange",
    onSortingChange: (updater) => {
      const next = typeof updater === "function" ? updater(sorting) : updater;
      onSort(next.map(({ id, desc }) => ({ column: id, direction: desc ? "desc" : "asc" })));
    },
  });
}

export type GridTable = ReturnType<typeof useGridColumns>;

/** The name of a record comes first: it is what people look for, and what stays in view. */
function columnDefs(info: TableInfo, narrow: boolean) {
  const ordered = [...info.columns].sort(
    (a, b) => Number(b.id === info.recordLabel) - Number(a.id === info.recordLabel),
  );
  return ordered.map((column) =>
    helper.accessor((row) => row.values[column.id], {
      id: column.id,
      header: column.label,
      size: narrow && column.id === info.recordLabel ? Math.min(column.width, NARROW_PINNED) : column.width,
      minSize: 56,
      maxSize: 800,
      enableSorting: kindOf(column.kind).sortable,
      enableHiding: column.id !== info.recordLabel,
      meta: { info: column },
    }),
  );
}

export interface GridColumn {
  info: ColumnInfo;
  width: number;
  /** Distance from the left edge while pinned, px. */
  pinnedAt: number | null;
}

/** What rows need to lay out their cells; the same object until something about it changes. */
export function useLayout(table: GridTable): { columns: GridColumn[]; width: number } {
  const { columnSizing, columnVisibility, columnPinning } = table.state;
  return useMemo(() => {
    const columns = table.getVisibleLeafColumns().flatMap((column): GridColumn[] => {
      const info = column.columnDef.meta?.info;
      if (!info) return [];
      const pinned = column.getIsPinned() === "start";
      return [{ info, width: column.getSize(), pinnedAt: pinned ? CHECKBOX_WIDTH + column.getStart("start") : null }];
    });
    return { columns, width: CHECKBOX_WIDTH + columns.reduce((sum, { width }) => sum + width, 0) };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the table is one object that changes inside
  }, [table, table.options.columns, columnSizing, columnVisibility, columnPinning]);
}
