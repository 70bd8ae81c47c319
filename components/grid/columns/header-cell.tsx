"use client";

import { ArrowDown, ArrowUp, ChevronDown } from "lucide-react";
import { type DragEvent, type KeyboardEvent, useState } from "react";
import { cx } from "@/components/ui/cx";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { Popover } from "@/components/ui/overlays/popover";
import type { ColumnTools } from "./use-column-tools";
import { CHECKBOX_WIDTH, type GridTable, MAX_WIDTH, MIN_WIDTH } from "./use-grid-columns";

const ColumnPanel = lazyPanel(async () => (await import("./column-panel")).ColumnPanel, "h-96 w-64 max-w-full");

const ALIGN = { start: "justify-start text-left", end: "justify-end text-right", center: "justify-center" };
const RESIZE_STEP = 16;
const DRAGGED = "application/x-swath-column";

export interface HeaderCellProps {
  header: ReturnType<GridTable["getHeaderGroups"]>[number]["headers"][number];
  colIndex: number;
  /** 1-based place among several sorts; null where it is the only one or none. */
  sortRank: number | null;
  tools: ColumnTools;
}

/**
 * The name of a column: a click sorts (with Shift: sorts as well), dragging it moves the column, its right edge
 * resizes it, the arrow opens its menu. By keyboard: Shift+arrows move, Alt+arrows resize, Alt+Down opens the menu.
 */
export function HeaderCell({ header, colIndex, sortRank, tools }: HeaderCellProps) {
  const { column } = header;
  const info = column.columnDef.meta?.info;
  const [open, setOpen] = useState(false);
  const [target, setTarget] = useState<"before" | "after" | null>(null);
  if (!info) return null;
  const sorted = column.getIsSorted();
  const pinned = column.getIsPinned() === "start";

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.altKey && event.key === "ArrowDown") setOpen(true);
    else if (step && event.shiftKey) tools.move(column.id, step);
    else if (step && event.altKey) {
      const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, column.getSize() + step * RESIZE_STEP));
      tools.resize(column.id, width);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-colindex={colIndex}
      aria-label={info.label}
      aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
      style={{ width: column.getSize(), left: pinned ? CHECKBOX_WIDTH + column.getStart("start") : undefined }}
      className={cx(
        "group/header relative h-[32px] shrink-0 border-r border-hairline bg-surface pointer-coarse:h-[40px]",
        pinned && "sticky z-10",
        target === "before" && "inset-shadow-[2px_0_0_var(--accent)]",
        target === "after" && "inset-shadow-[-2px_0_0_var(--accent)]",
      )}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return;
        event.preventDefault();
        setTarget(sideOf(event));
      }}
      onDragLeave={() => setTarget(null)}
      onDrop={(event) => {
        setTarget(null);
        const dragged = event.dataTransfer.getData(DRAGGED);
        if (dragged && dragged !== column.id) tools.place(dragged, column.id, sideOf(event));
      }}
    >
      <button
        type="button"
        draggable
        data-header={column.id}
        aria-disabled={!column.getCanSort() || undefined}
        onClick={column.getCanSort() ? column.getToggleSortingHandler() : undefined}
        onKeyDown={onKeyDown}
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAGGED, column.id);
          event.dataTransfer.effectAllowed = "move";
        }}
        className={cx(
          "flex size-full items-center gap-1 px-2 text-sm font-medium text-muted hover:text-ink focus-ring-inset pointer-coarse:pr-10",
          ALIGN[info.align],
        )}
      >
        <span className="min-w-0 truncate" title={info.help ?? undefined}>
          {info.label}
        </span>
        {info.withTimeZone && info.kind !== "time" && <span className="text-xs font-normal">UTC</span>}
        {sorted === "asc" && <ArrowUp className="size-3.5 shrink-0" aria-hidden />}
        {sorted === "desc" && <ArrowDown className="size-3.5 shrink-0" aria-hidden />}
        {sortRank !== null && <span className="tabular text-xs">{sortRank}</span>}
      </button>
      <Popover
        title={`Column ${info.label}`}
        open={open}
        onOpenChange={setOpen}
        align="end"
        className="p-1.5!"
        trigger={
          <button
            type="button"
            aria-label={`Menu of ${info.label}`}
            className={cx(
              "absolute inset-y-1 right-1.5 grid w-6 place-items-center rounded-sm bg-surface text-muted hover:bg-hover hover:text-ink focus-ring-inset",
              "pointer-coarse:w-8 pointer-coarse:before:absolute pointer-coarse:before:-inset-y-1 pointer-coarse:before:-left-2 pointer-coarse:before:right-0",
              "opacity-0 group-hover/header:opacity-100 focus-visible:opacity-100 data-popup-open:opacity-100 pointer-coarse:opacity-100",
            )}
          >
            <ChevronDown className="size-3.5" aria-hidden />
          </button>
        }
      >
        <ColumnPanel column={column} info={info} tools={tools} onDone={() => setOpen(false)} />
      </Popover>
      <div
        aria-hidden
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
        onDoubleClick={() => column.resetSize()}
        className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent/40"
      />
    </div>
  );
}

function sideOf(event: DragEvent): "before" | "after" {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return event.clientX < left + width / 2 ? "before" : "after";
}
