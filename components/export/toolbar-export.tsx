"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ExportMenu, type ExportMenuProps } from "./export-menu";

/** The export of the whole (filtered) table, in the toolbar. */
export function ToolbarExport(props: Omit<ExportMenuProps, "trigger" | "side">) {
  return (
    <ExportMenu
      {...props}
      trigger={
        <Button variant="ghost" aria-label="Export">
          <Download className="size-4" aria-hidden />
          <span className="max-lg:sr-only">Export</span>
        </Button>
      }
    />
  );
}
