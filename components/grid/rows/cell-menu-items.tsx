"use client";

import { Copy, Filter as FilterIcon } from "lucide-react";
import { cellText } from "@/components/values/cell-text";
import { quickFilters } from "@/components/filter/quick-filters";
import { MenuItem, MenuSeparator } from "@/components/ui/overlays/menu-items";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { FilterRule } from "@/lib/tables/model/filter";
import type { ColumnInfo, RecordRow, TableInfo } from "@/lib/tables/model/table-info";

export interface CellMenuItemsProps {
  table: TableInfo;
  row: RecordRow;
  column: ColumnInfo;
  onFilter: (rule: FilterRule) => void;
}

/** Filters by a cell's value, and the way to copy it. */
export function CellMenuItems({ table, row, column, onFilter }: CellMenuItemsProps) {
  const toasts = useToasts();
  const value = row.values[column.id];
  const text = value === null || value === undefined ? "" : (row.labels[column.id] ?? cellText(value, column));
  const filters = quickFilters(table, column, value, text);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      toasts.show({ title: "The browser did not allow to copy.", tone: "danger" });
    }
  }

  return (
    <>
      {filters.map(({ label, rule }) => (
        <MenuItem key={label} icon={<FilterIcon aria-hidden />} onClick={() => onFilter(rule)}>
          {label}
        </MenuItem>
      ))}
      {filters.length > 0 && <MenuSeparator />}
      <MenuItem icon={<Copy aria-hidden />} disabled={text === ""} onClick={() => void copy()}>
        Copy
      </MenuItem>
    </>
  );
}
