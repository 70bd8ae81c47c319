"use client";

import { ContextMenu as Base } from "@base-ui/react/context-menu";
import type { MouseEvent, ReactNode, TouchEvent } from "react";
import { cx } from "./cx";
import { FLOATING, FLOATING_LAYER } from "./floating-class";

export interface ContextMenuProps {
  /** The area that it belongs to. */
  children: ReactNode;
  /** What opens inside of the area: from `./menu-items`. */
  menu: ReactNode;
  /** Asked before it opens; false leaves the browser's own menu. */
  onAsk: (target: Element) => boolean;
  onClosed?: () => void;
  className?: string;
}

/** The menu of a right click, a long press or the Menu key on something in an area. */
export function ContextMenu({ children, menu, onAsk, onClosed, className }: ContextMenuProps) {
  function ask(event: (MouseEvent | TouchEvent) & { preventBaseUIHandler?: () => void }): void {
    if (event.target instanceof Element && onAsk(event.target)) return;
    event.preventBaseUIHandler?.();
    // Base UI also silences the browser's menu with a listener of its own on the document.
    if (event.type === "contextmenu") event.nativeEvent.stopImmediatePropagation();
  }
  return (
    <Base.Root onOpenChangeComplete={(open) => !open && onClosed?.()}>
      <Base.Trigger className={className} onContextMenu={ask} onTouchStart={ask}>
        {children}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={FLOATING_LAYER}>
          <Base.Popup className={cx(FLOATING, "max-h-(--available-height) max-w-80 min-w-44 overflow-y-auto p-1")}>
            {menu}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
