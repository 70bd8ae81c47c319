"use client";

import { type ReactNode, useState } from "react";
import { ContextMenu } from "@/components/ui/overlays/context-menu";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import type { FilterRule } from "@/lib/tables/model/filter";
import type { ColumnInfo, RecordRow, TableInfo } from "@/lib/tables/model/table-info";

const CellMenuItems = lazyPanel(async () => (await import("./cell-menu-items")).CellMenuItems, "h-28 w-52");

export interface CellMenuProps {
  table: TableInfo;
  rowNow: (id: string) => RecordRow | undefined;
  onFilter: (rule: FilterRule) => void;
  /** The grid. */
  children: ReactNode;
}

/** What a cell offers on a right click, a long press or the Menu key: filter by its value, and copy it. */
export function CellMenu({ table, rowNow, onFilter, children }: CellMenuProps) {
  const [asked, setAsked] = useState<{ row: RecordRow; column: ColumnInfo } | null>(null);

  function onAsk(target: Element): boolean {
    const cell = target.closest<HTMLElement>("[data-cell]")?.dataset.cell;
    if (!cell || target.closest("input, textarea, [contenteditable]")) return false;
    // A record's id may contain anything, a column's id no slash.
    const at = cell.lastIndexOf("/");
    const row = rowNow(cell.slice(0, at));
    const column = table.columns.find(({ id }) => id === cell.slice(at + 1));
    if (!row || !column) return false;
    setAsked({ row, column });
    return true;
  }

  return (
    <ContextMenu
      className="flex min-h-0 flex-1 flex-col"
      onAsk={onAsk}
      menu={asked && <CellMenuItems {...asked} table={table} onFilter={onFilter} />}
    >
      {children}
    </ContextMenu>
  );
}
