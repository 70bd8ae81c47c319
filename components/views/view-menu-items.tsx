"use client";

import { Check, Link2, Pencil, Plus, Save, Star, StarOff, Trash2, Undo2 } from "lucide-react";
import { MenuGroup, MenuItem, MenuSeparator } from "@/components/ui/overlays/menu-items";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { SavedView } from "@/lib/tables/model/view-state";
import { copyLink } from "./copy-link";
import type { useViews } from "./use-views";

export interface ViewMenuItemsProps {
  open: SavedView | null;
  /** The page differs from the open view, or shows anything at all where none is open. */
  changed: boolean;
  views: ReturnType<typeof useViews>;
  onDialog: (kind: "new" | "rename" | "delete") => void;
}

/** Views to open, and what can be done with the open one and with what is shown. */
export function ViewMenuItems({ open, changed, views, onDialog }: ViewMenuItemsProps) {
  const toasts = useToasts();
  return (
    <>
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
      <MenuItem icon={<Plus aria-hidden />} onClick={() => onDialog("new")}>
        Save as a new view…
      </MenuItem>
      <MenuItem icon={<Link2 aria-hidden />} onClick={() => void copyLink(views.linked, toasts.show)}>
        Copy link
      </MenuItem>
      {open?.mayChange && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Pencil aria-hidden />} onClick={() => onDialog("rename")}>
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
          <MenuItem danger icon={<Trash2 aria-hidden />} onClick={() => onDialog("delete")}>
            Delete {open.name}…
          </MenuItem>
        </>
      )}
    </>
  );
}

function hintOf({ shared, isDefault, owner }: SavedView): string {
  return [isDefault && "default", shared && (owner ? `shared by ${owner}` : "shared")].filter(Boolean).join(", ");
}
