"use client";

import { FileSpreadsheet, FileText } from "lucide-react";
import { MenuCheckboxItem, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/overlays/menu-items";
import { counted } from "@/lib/model/locale";
import type { ExportRecordsInput } from "@/lib/tables/export/export-records";

export interface ExportMenuItemsProps {
  /** What is exported, in words: "Export 3,046 matching". */
  title: string;
  /** Columns that are not shown now; they come along only when asked for. */
  hidden: number;
  onExport: (format: ExportRecordsInput["format"], allColumns: boolean) => void;
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
