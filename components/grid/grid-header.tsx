"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { kindOf } from "@/lib/tables/kinds/index";
import { CHECKBOX_WIDTH, type GridTable } from "./use-grid-columns";

const ALIGN = { start: "justify-start text-left", end: "justify-end text-right", center: "justify-center" };

export interface GridHeaderProps {
  grid: GridTable;
  /** None, some or all of the loaded records are selected. */
  selected: "none" | "some" | "all";
  selectable: boolean;
  onSelectPage: () => void;
}

/** Column names: a click sorts (with shift: sorts as well), the right edge resizes. */
export function GridHeader({ grid, selected, selectable, onSelectPage }: GridHeaderProps) {
  const headers = grid.getHeaderGroups()[0]?.headers ?? [];
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-20 flex w-max border-b border-hairline bg-surface">
      <div
        role="columnheader"
        aria-colindex={1}
        style={{ width: CHECKBOX_WIDTH }}
        className="sticky left-0 z-10 flex h-8 shrink-0 items-center justify-center bg-surface"
      >
        {selectable && (
          <Checkbox
            aria-label="Select page"
            checked={selected === "all"}
            indeterminate={selected === "some"}
            onCheckedChange={onSelectPage}
          />
        )}
      </div>
      {headers.map((header, i) => {
        const { column } = header;
        const sorted = column.getIsSorted();
        const pinned = column.getIsPinned() === "start";
        const name = column.columnDef.meta?.info.label ?? column.id;
        return (
          <div
            key={header.id}
            role="columnheader"
            aria-colindex={i + 2}
            aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
            style={{ width: column.getSize(), left: pinned ? CHECKBOX_WIDTH + column.getStart("start") : undefined }}
            className={cx("relative h-8 shrink-0 border-r border-hairline bg-surface", pinned && "sticky z-10")}
          >
            <button
              type="button"
              disabled={!column.getCanSort()}
              onClick={column.getToggleSortingHandler()}
              className={cx(
                "flex size-full items-center gap-1 px-2 text-sm font-medium text-muted enabled:hover:text-ink focus-ring-inset",
                ALIGN[kindOf(column.columnDef.meta?.info.kind ?? "text").align],
              )}
            >
              <span className="min-w-0 truncate">{name}</span>
              {sorted === "asc" && <ArrowUp className="size-3.5 shrink-0" aria-hidden />}
              {sorted === "desc" && <ArrowDown className="size-3.5 shrink-0" aria-hidden />}
            </button>
            <div
              aria-hidden
              onMouseDown={header.getResizeHandler()}
              onTouchStart={header.getResizeHandler()}
              onDoubleClick={() => column.resetSize()}
              className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent/40"
            />
          </div>
        );
      })}
    </div>
  );
}
