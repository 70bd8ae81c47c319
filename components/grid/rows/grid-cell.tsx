"use client";

import { cx } from "@/components/ui/cx";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import { CellEditor } from "@/components/grid/editing/cell-editor";
import { CellProblem } from "@/components/grid/editing/cell-problem";
import { CellValue } from "@/components/values/cell-value";
import { OpenButton } from "./open-button";
import { cellKey } from "@/components/grid/editing/use-cell-writes";
import type { GridColumn } from "@/components/grid/columns/use-grid-columns";

export interface GridCellProps {
  table: string;
  column: GridColumn;
  row: RecordRow;
  colIndex: number;
  active: boolean;
  selected: boolean;
  /** Being edited. */
  open: boolean;
  editable: boolean;
  /** Why its last write was refused. */
  refused: string | undefined;
  /** One of several cells that are selected together. */
  inRange: boolean;
  /** Borders of the range, where the cell lies at its edge. */
  rangeEdge: string;
  /** Was changed by somebody else just now. */
  flashes: boolean;
  /** Has the handle that fills other cells with the range. */
  handle: boolean;
  /** Opens the record; only in its first cell. */
  onOpen: ((id: string) => void) | undefined;
  onEdit: (row: RecordRow, column: ColumnInfo) => void;
}

const ALIGN = { start: "justify-start", end: "justify-end tabular", center: "justify-center" };

/** One cell: shows its value, and its editor while it is being edited. */
export function GridCell(props: GridCellProps) {
  const {
    table,
    column,
    row,
    colIndex,
    active,
    selected,
    open,
    editable,
    refused,
    inRange,
    rangeEdge,
    flashes,
    handle,
    onOpen,
    onEdit,
  } = props;
  const { info, width, pinnedAt, format } = column;
  return (
    <div
      role="gridcell"
      aria-colindex={colIndex}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- WAI-ARIA 1.2 has it for gridcell
      aria-readonly={!editable || undefined}
      aria-invalid={refused ? true : undefined}
      aria-selected={inRange || undefined}
      data-cell={cellKey(row.id, info.id)}
      tabIndex={active && !open ? 0 : -1}
      style={{ width, left: pinnedAt ?? undefined }}
      className={cx(
        "flex h-full shrink-0 items-center border-r border-hairline px-2 outline-none select-none",
        // Also after a click: a spreadsheet always shows where one is.
        "focus:inset-ring-2 focus:inset-ring-accent",
        pinnedAt !== null ? "sticky z-10" : "relative",
        pinnedAt !== null && (selected ? "bg-selection" : "bg-surface group-hover:bg-sunken"),
        refused && "inset-ring-2 inset-ring-outcome-failed",
        ALIGN[info.align],
      )}
      onDoubleClick={() => onEdit(row, info)}
    >
      {inRange && (
        <span
          aria-hidden
          className={cx(
            "pointer-events-none absolute inset-y-0 -right-px left-0 border-accent",
            !active && "bg-accent/10",
            rangeEdge,
          )}
        />
      )}
      {open ? (
        <CellEditor table={table} column={info} row={row} />
      ) : (
        <span className="min-w-0 truncate">
          <CellValue column={info} row={row} format={format} />
        </span>
      )}
      {flashes && <span aria-hidden className="animate-flash pointer-events-none absolute inset-0 bg-accent/25" />}
      {handle && !open && (
        <span
          aria-hidden
          data-fill-handle=""
          className="absolute right-0 bottom-0 size-2 cursor-crosshair border-t border-l border-surface bg-accent pointer-coarse:hidden"
        />
      )}
      {onOpen && !open && <OpenButton name={String(row.values[info.id] ?? row.id)} onOpen={() => onOpen(row.id)} />}
      {refused && !open && <CellProblem>{refused}</CellProblem>}
    </div>
  );
}
