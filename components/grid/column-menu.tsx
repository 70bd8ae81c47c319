"use client";

import { Columns3, RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { MenuCheckboxItem, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu-items";
import type { GridTable } from "./use-grid-columns";

export interface ColumnMenuProps {
  grid: GridTable;
  /** Order, widths, pinning, visibility and formats as the table declares them. */
  onReset: () => void;
}

/** Shows and hides columns. */
export function ColumnMenu({ grid, onReset }: ColumnMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" aria-label="Columns">
          <Columns3 className="size-4" aria-hidden />
          <span className="max-lg:sr-only">Columns</span>
        </Button>
      }
    >
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
