"use client";

import type { RefObject } from "react";
import { cx } from "@/components/ui/cx";
import type { RecordRow, TableInfo } from "@/lib/tables/model/table-info";
import { isSingleCell } from "@/components/grid/range/cell-range";
import { GridRow } from "./grid-row";
import { GridSkeleton } from "./grid-skeleton";
import { isSelected, type SelectionState } from "@/components/grid/selection/selection";
import type { CellRange } from "@/components/grid/range/use-cell-range";
import { cellKey } from "@/components/grid/editing/use-cell-writes";
import { CHECKBOX_WIDTH, type GridColumn } from "@/components/grid/columns/use-grid-columns";
import type { Records } from "@/components/grid/records/use-records";
import { useRowWindow } from "./use-row-window";
import type { TableWrites } from "@/components/grid/editing/use-table-writes";

export interface GridRowsProps {
  table: TableInfo;
  source: Records;
  columns: GridColumn[];
  /** Of all columns, px. */
  width: number;
  rowHeight: number;
  range: CellRange;
  selection: SelectionState;
  selectable: boolean;
  writes: TableWrites;
  /** Cells that somebody else changed just now, by `cellKey`. */
  flashing: ReadonlySet<string>;
  scroller: RefObject<HTMLDivElement | null>;
  scrollToRow: RefObject<(index: number) => void>;
  onSelect: (index: number, range: boolean) => void;
  onOpen: (id: string) => void;
  onTopWindow: (after: string | null) => void;
}

/** The rows in view. Scrolling draws only these again, and of them only those that come in. */
export function GridRows(props: GridRowsProps) {
  const { table, source, columns, width, rowHeight, range, selection, selectable, writes, flashing } = props;
  const { rows, records } = source;
  const { active, bounds, state } = range;
  const { editing, cells } = writes;
  const items = useRowWindow(props);
  const several = !isSingleCell(bounds);
  return (
    <div
      role="rowgroup"
      style={{ height: rows.length * rowHeight, width }}
      // Records of the filter before: still readable, but not the answer yet, and nothing to select or edit.
      inert={records.isPlaceholderData}
      className={cx("relative", records.isPlaceholderData && "opacity-50")}
    >
      {/* Which rows are in view is known once the page is alive: until then, as on the server, their place is held. */}
      {items.length === 0 && <GridSkeleton widths={[CHECKBOX_WIDTH, ...columns.map((column) => column.width)]} />}
      {items.map(({ index, key }) => {
        const row = rows[index];
        if (!row) return null;
        const covered = several && index >= bounds.top && index <= bounds.bottom;
        return (
          <GridRow
            key={key}
            table={table.name}
            row={row}
            name={nameOf(table, row)}
            index={index}
            height={rowHeight}
            columns={columns}
            selected={isSelected(selection, row.id)}
            selectable={selectable}
            activeColumn={active.row === index ? active.column : null}
            openColumn={editing.at?.row === row.id ? editing.at.column : null}
            rangeFrom={covered ? bounds.left : -1}
            rangeTo={covered ? bounds.right : -1}
            rangeTop={index === bounds.top}
            rangeBottom={index === bounds.bottom}
            handleColumn={selectable && state.chosen && index === bounds.bottom ? bounds.right : -1}
            gone={source.gone.has(row.id)}
            refused={cells.refused}
            flashing={flashingIn(row.id, columns, flashing)}
            onSelect={props.onSelect}
            onEdit={editing.begin}
            onOpen={props.onOpen}
          />
        );
      })}
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
function nameOf(table: TableInfo, row: RecordRow): string {
  return String(row.labels[table.recordLabel] ?? row.values[table.recordLabel] ?? row.id);
}
