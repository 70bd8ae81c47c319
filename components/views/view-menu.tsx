"use client";

import { Bookmark } from "lucide-react";
import { useState } from "react";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { lazySheet } from "@/components/ui/overlays/lazy-sheet";
import { Menu } from "@/components/ui/overlays/menu";
import { ToolButton } from "@/components/ui/tool-button";
import type { ViewMenuItemsProps } from "./view-menu-items";

const ViewMenuItems = lazyPanel(async () => (await import("./view-menu-items")).ViewMenuItems, "h-28 w-52");
const ViewDialog = lazySheet(async () => (await import("./view-dialog")).ViewDialog);

export interface ViewMenuProps extends Omit<ViewMenuItemsProps, "onDialog"> {
  mayShare: boolean;
}

/** The saved views of the table: open one, save what is shown, and what can be done with the open one. */
export function ViewMenu({ open, changed, mayShare, views }: ViewMenuProps) {
  const [dialog, setDialog] = useState<"new" | "rename" | "delete" | null>(null);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <ToolButton
            icon={<Bookmark className="size-4" aria-hidden />}
            label="View"
            name={`View: ${open?.name ?? "all records"}${changed && open ? ", changed" : ""}`}
          >
            {open && <span className="max-w-32 truncate text-accent">{open.name}</span>}
            {changed && open && (
              <span className="text-accent" title="Changed since it was saved">
                •
              </span>
            )}
          </ToolButton>
        }
      >
        <ViewMenuItems open={open} changed={changed} views={views} onDialog={setDialog} />
      </Menu>
      {dialog && (
        <ViewDialog open kind={dialog} view={open} mayShare={mayShare} views={views} onClose={() => setDialog(null)} />
      )}
    </>
  );
}
