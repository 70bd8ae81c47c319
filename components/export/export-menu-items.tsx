"use client";

import { FileSpreadsheet, FileText } from "lucide-react";
import { MenuCheckboxItem, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/overlays/menu-items";
import { counted } from "@/lib/model/locale";
import type { ExportMenuProps } from "./export-menu";

export interface ExportMenuItemsProps extends Pick<ExportMenuProps, "title" | "hidden" | "onExport"> {
  /** Hidden columns come along. */
  all: boolean;
  onAll: (all: boolean) => void;
}

/** The kinds of files, and the columns that are not shown. */
export function ExportMenuItems({ title, hidden, onExport, all, onAll }: ExportMenuItemsProps) {
  return (
    <>
      <MenuGroup label={title}>
        <MenuItem icon={<FileText aria-hidden />} onClick={() => onExport("csv", all)}>
          CSV
        </MenuItem>
        <MenuItem icon={<FileSpreadsheet aria-hidden />} hint="XLSX" onClick={() => onExport("xlsx", all)}>
          Excel
        </MenuItem>
      </MenuGroup>
      {hidden > 0 && (
        <>
          <MenuSeparator />
          <MenuCheckboxItem checked={all} onCheckedChange={onAll}>
            {counted(hidden, "hidden column")} too
          </MenuCheckboxItem>
        </>
      )}
    </>
  );
}
