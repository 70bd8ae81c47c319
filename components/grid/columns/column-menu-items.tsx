"use client";

import { RotateCcw } from "lucide-react";
import { MenuCheckboxItem, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/overlays/menu-items";
import type { ColumnMenuProps } from "./column-menu";

/** Each column with a tick, and the way back. */
export function ColumnMenuItems({ grid, onReset }: ColumnMenuProps) {
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
