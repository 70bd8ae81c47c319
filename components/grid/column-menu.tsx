"use client";

import { Columns3, RotateCcw } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import { MenuCheckboxItem, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu-items";
import { ToolButton } from "@/components/ui/tool-button";
import type { GridTable } from "./use-grid-columns";

export interface ColumnMenuProps {
  grid: GridTable;
  /** Order, widths, pinning, visibility and formats as the table declares them. */
  onReset: () => void;
}

/** Shows and hides columns. */
export function ColumnMenu({ grid, onReset }: ColumnMenuProps) {
  return (
    <Menu align="end" trigger={<ToolButton icon={<Columns3 className="size-4" aria-hidden />} label="Columns" />}>
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
    </Menu>
  );
}
