"use client";

import { type ReactElement, useState } from "react";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { Menu } from "@/components/ui/overlays/menu";
import type { ExportMenuItemsProps } from "./export-menu-items";

const ExportMenuItems = lazyPanel(async () => (await import("./export-menu-items")).ExportMenuItems, "h-40 w-56");

export interface ExportMenuProps extends Omit<ExportMenuItemsProps, "all" | "onAll"> {
  trigger: ReactElement;
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
