"use client";

import { RotateCcw } from "lucide-react";
import { MenuCheckboxItem, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/overlays/menu-items";
import type { GridTable } from "./use-grid-columns";

export interface ColumnMenuItemsProps {
  grid: GridTable;
  /** Order, widths, pinning, visibility and formats as the table declares them. */
  onReset: () => void;
}

/** Each column with a tick, and the way back. */
export function ColumnMenuItems({ grid, onReset }: ColumnMenuItemsProps) {
  return (
    <>
      <MenuGroup label="Shown columns">
        {grid.getAllLeafColumns().map((column) => (
          <MenuCheckboxItem
            key={column.id}
            checked={column.getIsVisible()}
            disabled={!column.getCanHide()}
            onCheckedChange={(shown) => column.toggleVisibility(shown)}
          >
            {column.columnDef.meta?.info.label ?? column.id}
          </MenuCheckboxItem>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuItem icon={<RotateCcw aria-hidden />} onClick={onReset}>
        Reset columns
      </MenuItem>
    </>
  );
}
