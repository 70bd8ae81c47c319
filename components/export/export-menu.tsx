"use client";

import { type ReactElement, useState } from "react";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { Menu } from "@/components/ui/overlays/menu";
import type { ExportRecordsInput } from "@/lib/tables/export/export-records";

const ExportMenuItems = lazyPanel(async () => (await import("./export-menu-items")).ExportMenuItems, "h-24 w-44");

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
export function ExportMenu({ trigger, side, ...items }: ExportMenuProps) {
  const [all, setAll] = useState(false);
  return (
    <Menu trigger={trigger} align="end" side={side}>
      <ExportMenuItems {...items} all={all} onAll={setAll} />
    </Menu>
  );
}
