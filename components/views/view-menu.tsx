"use client";

import { Bookmark, Check, Link2, Pencil, Plus, Save, Star, StarOff, Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { lazySheet } from "@/components/ui/lazy-sheet";
import { Menu } from "@/components/ui/menu";
import { MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/menu-items";
import { ToolButton } from "@/components/ui/tool-button";
import type { SavedView } from "@/lib/tables/view-state";
import type { useViews } from "./use-views";

const ViewDialog = lazySheet(async () => (await import("./view-dialog")).ViewDialog);

export interface ViewMenuProps {
  open: SavedView | null;
  /** The page differs from the open view, or shows anything at all where none is open. */
  changed: boolean;
  mayShare: boolean;
  views: ReturnType<typeof useViews>;
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
        <MenuGroup label="Views">
          <MenuItem
            icon={open ? <span className="block size-4" /> : <Check aria-hidden />}
            onClick={() => views.openView(null)}
          >
            All records
          </MenuItem>
          {views.all.map((view) => (
            <MenuItem
              key={view.id}
              icon={view.id === open?.id ? <Check aria-hidden /> : <span className="block size-4" />}
              hint={hintOf(view)}
              onClick={() => views.openView(view.id)}
            >
              {view.name}
            </MenuItem>
          ))}
        </MenuGroup>
        <MenuSeparator />
        {open?.mayChange && changed && (
          <MenuItem icon={<Save aria-hidden />} onClick={() => views.overwrite(open)}>
            Save changes to {open.name}
          </MenuItem>
        )}
        {open && changed && (
          <MenuItem icon={<Undo2 aria-hidden />} onClick={() => views.openView(open.id)}>
            Back to the saved {open.name}
          </MenuItem>
        )}
        <MenuItem icon={<Plus aria-hidden />} onClick={() => setDialog("new")}>
          Save as a new view…
        </MenuItem>
        <MenuItem icon={<Link2 aria-hidden />} onClick={() => void views.copyLink()}>
          Copy link
        </MenuItem>
        {open?.mayChange && (
          <>
            <MenuSeparator />
            <MenuItem icon={<Pencil aria-hidden />} onClick={() => setDialog("rename")}>
              Rename or share…
            </MenuItem>
            <MenuItem
              icon={open.isDefault ? <StarOff aria-hidden /> : <Star aria-hidden />}
              onClick={() => views.setDefault(open, !open.isDefault)}
            >
              {open.isDefault
                ? "No longer open by default"
                : `Open by default ${open.shared ? "for everybody" : "for me"}`}
            </MenuItem>
            <MenuItem danger icon={<Trash2 aria-hidden />} onClick={() => setDialog("delete")}>
              Delete {open.name}…
            </MenuItem>
          </>
        )}
      </Menu>
      {dialog && (
        <ViewDialog open kind={dialog} view={open} mayShare={mayShare} views={views} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

function hintOf({ shared, isDefault, owner }: SavedView): string {
  return [isDefault && "default", shared && (owner ? `shared by ${owner}` : "shared")].filter(Boolean).join(", ");
}
