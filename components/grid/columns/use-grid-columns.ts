"use client";

import {
  columnOrderingFeature,
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
import type { PageColumns } from "@/components/views/page-state";
import type { Sort } from "@/lib/tables/model/filter";
import type { ColumnInfo, RecordRow, TableInfo } from "@/lib/tables/model/table-info";
import type { ValueFormat } from "@/lib/tables/model/formats";
import { useColumnWidths } from "./use-column-widths";

const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
  columnPinningFeature,
  columnOrderingFeature,
  rowSortingFeature,
  columnMeta: metaHelper<{ info: ColumnInfo; format: ValueFormat | undefined }>(),
});
const helper = createColumnHelper<typeof features, RecordRow>();

export const CHECKBOX_WIDTH = 40;
export const MIN_WIDTH = 56;
export const MAX_WIDTH = 800;
export const MAX_SORTS = 5;
const NARROW_PINNED = 140;
const NO_ROWS: RecordRow[] = [];

export interface GridColumnsInput {
  table: TableInfo;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** On a phone the pinned column leaves room for the others. */
  narrow: boolean;
  columns: PageColumns;
  onColumns: (change: Partial<PageColumns>) => void;
}

/** Sizes, order, pinning, visibility and sorting of the columns; the records themselves stay outside of it. */
export function useGridColumns({ table: info, sort, onSort, narrow, columns: state, onColumns }: GridColumnsInput) {
  const { order, hidden, pinned, formats } = state;
  const columns = useMemo(() => helper.columns(columnDefs(info, narrow, formats)), [info, narrow, formats]);
  const sorting = useMemo(
    () => sort.map(({ column, direction }) => ({ id: column, desc: direction === "desc" })),
    [sort],
  );
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.map((id) => [id, false])), [hidden]);
  const columnPinning = useMemo(
    () => ({ start: order.filter((id) => pinned.includes(id)).slice(0, narrow ? 1 : undefined), end: [] }),
    [order, pinned, narrow],
  );
  const [columnSizing, setSizing] = useColumnWidths(state.widths, (widths) => onColumns({ widths }));
  return useTable({
    features,
    columns,
    data: NO_ROWS,
    getRowId: (row) => row.id,
    state: { sorting, columnOrder: order, columnVisibility, columnPinning, columnSizing },
    manualSorting: true,
    sortDescFirst: false,
    maxMultiSortColCount: MAX_SORTS,
    columnResizeMode: "onChange",
    onColumnSizingChange: setSizing,
    onColumnVisibilityChange: (updater) => {
      const next = typeof updater === "function" ? updater(columnVisibility) : updater;
      onColumns({ hidden: order.filter((id) => next[id] === false) });
    },
    onSortingChange: (updater) => {
      const next = typeof updater === "function" ? updater(sorting) : updater;
      onSort(next.map(({ id, desc }) => ({ column: id, direction: desc ? "desc" : "asc" })));
    },
  });
}

export type GridTable = ReturnType<typeof useGridColumns>;

function columnDefs(info: TableInfo, narrow: boolean, formats: PageColumns["formats"]) {
  return info.columns.map((column) =>
    helper.accessor((row) => row.values[column.id], {
      id: column.id,
      header: column.label,
      size: narrow && column.id === info.recordLabel ? Math.min(column.width, NARROW_PINNED) : column.width,
      minSize: MIN_WIDTH,
      maxSize: MAX_WIDTH,
      enableSorting: column.sortable,
      // The name of a record is what people know it by.
      enableHiding: column.id !== info.recordLabel,
      meta: { info: column, format: formats[column.id] },
    }),
  );
}

/** Columns in sight, in their order on the page. */
export function shownColumns(table: GridTable): ColumnInfo[] {
  return table.getVisibleLeafColumns().flatMap(({ columnDef }) => columnDef.meta?.info ?? []);
}

export interface GridColumn {
  info: ColumnInfo;
  width: number;
  /** Distance from the left edge while pinned, px. */
  pinnedAt: number | null;
  format: ValueFormat | undefined;
}

/** What rows need to lay out their cells; the same object until something about it changes. */
export function useLayout(table: GridTable): { columns: GridColumn[]; width: number } {
  const { columnSizing, columnVisibility, columnPinning, columnOrder } = table.state;
  return useMemo(() => {
    const columns = table.getVisibleLeafColumns().flatMap((column): GridColumn[] => {
      const { info, format } = column.columnDef.meta ?? {};
      if (!info) return [];
      const pinnedAt = column.getIsPinned() === "start" ? CHECKBOX_WIDTH + column.getStart("start") : null;
      return [{ info, width: column.getSize(), pinnedAt, format }];
    });
    return { columns, width: CHECKBOX_WIDTH + columns.reduce((sum, { width }) => sum + width, 0) };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the table is one object that changes inside
  }, [table, table.options.columns, columnSizing, columnVisibility, columnPinning, columnOrder]);
}
