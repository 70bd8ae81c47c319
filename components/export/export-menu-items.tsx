"use client";

import { FileSpreadsheet, FileText } from "lucide-react";
import { MenuCheckboxItem, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/overlays/menu-items";
import { counted } from "@/lib/model/locale";
import type { ExportFile } from "./export-file";

export interface ExportMenuItemsProps {
  /** What is exported, in words: "Export 3,046 matching". */
  title: string;
  /** Columns that are not shown now; they come along only when asked for. */
  hidden: number;
  onExport: (file: ExportFile, allColumns: boolean) => void;
  /** Hidden columns come along. */
  all: boolean;
  onAll: (all: boolean) => void;
}

const COMMAS: ExportFile = { format: "csv", delimiter: ",", decimalComma: false };
/** Where a comma stands before the decimals, spreadsheets split at semicolons. */
const SEMICOLONS: ExportFile = { format: "csv", delimiter: ";", decimalComma: true };
const TABS: ExportFile = { format: "csv", delimiter: "\t", decimalComma: false };
const WORKBOOK: ExportFile = { ...COMMAS, format: "xlsx" };

/** The kinds of files, and the columns that are not shown. */
export function ExportMenuItems({ title, hidden, onExport, all, onAll }: ExportMenuItemsProps) {
  return (
    <>
      <MenuGroup label={title}>
        <MenuItem icon={<FileText aria-hidden />} hint="1.5" onClick={() => onExport(COMMAS, all)}>
          CSV
        </MenuItem>
        <MenuItem icon={<FileText aria-hidden />} hint="1,5" onClick={() => onExport(SEMICOLONS, all)}>
          Text with semicolons
        </MenuItem>
        <MenuItem icon={<FileText aria-hidden />} hint="TSV" onClick={() => onExport(TABS, all)}>
          Text with tabs
        </MenuItem>
        <MenuItem icon={<FileSpreadsheet aria-hidden />} hint="XLSX" onClick={() => onExport(WORKBOOK, all)}>
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
