"use client";

import { Copy, Filter as FilterIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cellText } from "@/components/bulk/cell-text";
import { type QuickFilter, quickFilters } from "@/components/filter/quick-filters";
import { ContextMenu } from "@/components/ui/context-menu";
import { MenuItem, MenuSeparator } from "@/components/ui/menu-items";
import { useToasts } from "@/components/ui/use-toasts";
import type { FilterRule } from "@/lib/tables/filter";
import type { RecordRow, TableInfo } from "@/lib/tables/table-info";

export interface CellMenuProps {
  table: TableInfo;
  rowNow: (id: string) => RecordRow | undefined;
  onFilter: (rule: FilterRule) => void;
  /** The grid. */
  children: ReactNode;
}

interface Asked {
  text: string;
  filters: QuickFilter[];
}

/** What a cell offers on a right click, a long press or the Menu key: filter by its value, and copy it. */
export function CellMenu({ table, rowNow, onFilter, children }: CellMenuProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const toasts = useToasts();

  function onAsk(target: Element): boolean {
    const cell = target.closest<HTMLElement>("[data-cell]")?.dataset.cell;
    if (!cell || target.closest("input, textarea, [contenteditable]")) return false;
    // A record's id may contain anything, a column's id no slash.
    const at = cell.lastIndexOf("/");
    const row = rowNow(cell.slice(0, at));
    const column = table.columns.find(({ id }) => id === cell.slice(at + 1));
    if (!row || !column) return false;
    const value = row.values[column.id];
    const text = value === null || value === undefined ? "" : (row.labels[column.id] ?? cellText(value, column));
    setAsked({ text, filters: quickFilters(table, column, value, text) });
    return true;
  }

  async function copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      toasts.show({ title: "The browser did not allow to copy.", tone: "danger" });
    }
  }

  return (
    <ContextMenu
      className="flex min-h-0 flex-1 flex-col"
      onAsk={onAsk}
      menu={
        asked && (
          <>
            {asked.filters.map(({ label, rule }) => (
              <MenuItem key={label} icon={<FilterIcon aria-hidden />} onClick={() => onFilter(rule)}>
                {label}
              </MenuItem>
            ))}
            {asked.filters.length > 0 && <MenuSeparator />}
            <MenuItem icon={<Copy aria-hidden />} disabled={asked.text === ""} onClick={() => void copy(asked.text)}>
              Copy
            </MenuItem>
          </>
        )
      }
    >
      {children}
    </ContextMenu>
  );
}
