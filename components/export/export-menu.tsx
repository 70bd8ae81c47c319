"use client";

import { FileSpreadsheet, FileText } from "lucide-react";
import { type ReactElement, useState } from "react";
import { Menu } from "@/components/ui/menu";
import { MenuCheckboxItem, MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu-items";
import { counted } from "@/lib/locale";
import type { ExportRecordsInput } from "@/lib/tables/export/export-records";

export interface ExportMenuProps {
  trigger: ReactElement;
  /** What is exported, in words: "Export 3,046 matching". */
  title: string;
  /** Columns that are not shown now; they come along only when asked for. */
  hidden: number;
  onExport: (format: ExportRecordsInput["format"], allColumns: boolean) => void;
  side?: "top" | "bottom";
}

/** Which file, and whether hidden columns come along. */
export function ExportMenu({ trigger, title, hidden, onExport, side }: ExportMenuProps) {
  const [all, setAll] = useState(false);
  return (
    <Menu trigger={trigger} align="end" side={side}>
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
          <MenuCheckboxItem checked={all} onCheckedChange={setAll}>
            {counted(hidden, "hidden column")} too
          </MenuCheckboxItem>
        </>
      )}
    </Menu>
  );
}
