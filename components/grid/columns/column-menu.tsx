"use client";

import { Columns3 } from "lucide-react";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { Menu } from "@/components/ui/overlays/menu";
import { ToolButton } from "@/components/ui/tool-button";
import type { ColumnMenuItemsProps } from "./column-menu-items";

const ColumnMenuItems = lazyPanel(async () => (await import("./column-menu-items")).ColumnMenuItems, "h-96 w-44");

/** Shows and hides columns. */
export function ColumnMenu(props: ColumnMenuItemsProps) {
  return (
    <Menu align="end" trigger={<ToolButton icon={<Columns3 className="size-4" aria-hidden />} label="Columns" />}>
      <ColumnMenuItems {...props} />
    </Menu>
  );
}
