"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { type ReactNode, useMemo } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { cx } from "@/components/ui/cx";
import { FLOATING, FLOATING_LAYER } from "./floating-class";

/** Where it was asked for, and what had the focus then. */
export interface MenuPlace {
  x: number;
  y: number;
  from: HTMLElement | null;
}

export interface ContextMenuPopupProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  place: MenuPlace;
  children: ReactNode;
}

/** A menu at a point of the page; what had the focus gets it back. */
export function ContextMenuPopup({ open, onOpenChange, place, children }: ContextMenuPopupProps) {
  const { x, y, from } = place;
  const anchor = useMemo(() => ({ getBoundingClientRect: () => DOMRect.fromRect({ x, y }) }), [x, y]);
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="start" className={FLOATING_LAYER}>
          <Base.Popup
            finalFocus={() => from ?? true}
            className={cx(FLOATING, "max-h-(--available-height) max-w-80 min-w-44 overflow-y-auto p-1")}
          >
            <Panel what="This menu">{children}</Panel>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
