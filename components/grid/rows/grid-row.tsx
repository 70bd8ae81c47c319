"use client";

import { memo } from "react";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { cx } from "@/components/ui/cx";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import { GridCell } from "./grid-cell";
import { edgeClass } from "@/components/grid/range/range-edge";
import { cellKey } from "@/components/grid/editing/use-cell-writes";
import { CHECKBOX_WIDTH, type GridColumn } from "@/components/grid/columns/use-grid-columns";

export interface GridRowProps {
  table: string;
  row: RecordRow;
  /** What people call the record. */
  name: string;
  index: number;
  /** px */
  height: number;
  columns: GridColumn[];
  selected: boolean;
  selectable: boolean;
  /** Column of the active cell, where it is in this row. */
  activeColumn: number | null;
  /** Column that is being edited, where it is in this row. */
  openColumn: string | null;
  /** Columns of the range, where it covers this row: from and to, else -1. */
  rangeFrom: number;
  rangeTo: number;
  /** Whether it begins or ends with this row. */
  rangeTop: boolean;
  rangeBottom: boolean;
  /** The column with the handle that fills, else -1. */
  handleColumn: number;
  /** Somebody deleted it meanwhile. */
  gone: boolean;
  /** Columns that flash, joined by a slash, so that rows without any stay as drawn. */
  flashing: string;
  /** Sentences by "record/column". */
  refused: ReadonlyMap<string, string>;
  onSelect: (index: number, range: boolean) => void;
  onEdit: (row: RecordRow, column: ColumnInfo) => void;
  onOpen: (id: string) => void;
}

/** One record. Drawn again only when something of its own changes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { table, row, name, index, height, columns, selected, selectable, activeColumn, openColumn, refused } = props;
  const { rangeFrom, rangeTo, rangeTop, rangeBottom, handleColumn, gone, flashing, onSelect, onEdit, onOpen } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      style={{ transform: `translateY(${index * height}px)`, height }}
      className={cx(
        "group absolute top-0 left-0 flex w-max border-b border-hairline",
        selected ? "bg-selection" : "bg-surface hover:bg-sunken",
        gone && "text-outcome-gone line-through",
        // An open editor or a problem reaches below its row: it must lie over the next one.
        (openColumn !== null || columns.some(({ info }) => refused.has(cellKey(row.id, info.id)))) && "z-10",
      )}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        style={{ width: CHECKBOX_WIDTH }}
        className={cx(
          "sticky left-0 z-10 flex h-full shrink-0 items-center justify-center",
          selected ? "bg-selection" : "bg-surface group-hover:bg-sunken",
        )}
        onClickCapture={(event) => {
          if (!selectable || !event.shiftKey) return;
          event.preventDefault();
          event.stopPropagation();
          onSelect(index, true);
        }}
      >
        {gone && <span className="sr-only">gone</span>}
        {selectable && (
          <Checkbox
            tabIndex={-1}
            aria-label={`Select ${name}`}
            checked={selected}
            onCheckedChange={() => onSelect(index, false)}
          />
        )}
      </div>
      {columns.map((column, i) => (
        <GridCell
          key={column.info.id}
          table={table}
          column={column}
          row={row}
          colIndex={i + 2}
          active={activeColumn === i}
          selected={selected}
          open={openColumn === column.info.id}
          editable={selectable && column.info.editable}
          refused={refused.get(cellKey(row.id, column.info.id))}
          inRange={i >= rangeFrom && i <= rangeTo}
          rangeEdge={edgeClass(rangeTop, i === rangeTo, rangeBottom, i === rangeFrom)}
          flashes={flashing !== "" && flashing.split("/").includes(column.info.id)}
          handle={i === handleColumn}
          onEdit={onEdit}
          onOpen={i === 0 ? onOpen : undefined}
        />
      ))}
    </div>
  );
});
