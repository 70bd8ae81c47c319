"use client";

import { type MouseEvent, type ReactNode, type TouchEvent, useEffect, useRef, useState } from "react";
import type { MenuPlace } from "./context-menu-popup";
import { FirstOpening } from "./first-opening";
import { lazyComponent } from "./lazy-component";

const ContextMenuPopup = lazyComponent(async () => (await import("./context-menu-popup")).ContextMenuPopup);
const LONG_PRESS_MS = 500;
const STILL_PX = 10;

export interface ContextMenuProps {
  /** The area that it belongs to. */
  children: ReactNode;
  /** What opens inside of the area, of `./menu-items`: a component that loads later, see `lazyPanel`. */
  menu: ReactNode;
  /** Asked before it opens; false leaves the browser's own menu. */
  onAsk: (target: Element) => boolean;
  className?: string;
}

/** The menu of a right click, a long press or the Menu key on something in an area. */
export function ContextMenu({ children, menu, onAsk, className }: ContextMenuProps) {
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const [open, setOpen] = useState(false);
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number }>(undefined);
  useEffect(() => () => clearTimeout(press.current?.timer), []);

  function ask(target: EventTarget, x: number, y: number): boolean {
    if (!(target instanceof Element) || !onAsk(target)) return false;
    const from = document.activeElement;
    setPlace({ x, y, from: from instanceof HTMLElement ? from : null });
    setOpen(true);
    return true;
  }
  function onContextMenu(event: MouseEvent): void {
    if (ask(event.target, event.clientX, event.clientY)) event.preventDefault();
  }
  // Not every phone tells of a long press by itself.
  function onTouchStart({ target, touches }: TouchEvent): void {
    release();
    const touch = touches[0];
    if (!touch || touches.length > 1) return;
    const { clientX: x, clientY: y } = touch;
    press.current = { timer: setTimeout(() => ask(target, x, y), LONG_PRESS_MS), x, y };
  }
  function onTouchMove({ touches }: TouchEvent): void {
    const touch = touches[0];
    const { x = 0, y = 0 } = press.current ?? {};
    if (!touch || Math.hypot(touch.clientX - x, touch.clientY - y) > STILL_PX) release();
  }
  function release(): void {
    clearTimeout(press.current?.timer);
  }

  return (
    <>
      <div
        className={className}
        style={{ WebkitTouchCallout: "none" }}
        onContextMenu={onContextMenu}
        onTouchStart={onTouchStart}
        onTouchMove={onTouchMove}
        onTouchEnd={release}
        onTouchCancel={release}
      >
        {children}
      </div>
      <FirstOpening open={open} onOpenChange={setOpen} before={null}>
        {place && (
          <ContextMenuPopup open={open} onOpenChange={setOpen} place={place}>
            {menu}
          </ContextMenuPopup>
        )}
      </FirstOpening>
    </>
  );
}
