"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import { useEffect, useState } from "react";
import { cx } from "@/components/ui/cx";
import { FLOATING_LAYER } from "./floating-class";

interface Hint {
  at: HTMLElement;
  text: string;
  side: "top" | "right";
}

const DELAY_MS = 400;

/**
 * Hints on hover and keyboard focus, for everything with `data-tooltip` (and `data-tooltip-side`). Never the only place
 * of anything that matters: touch screens don't show them.
 */
export function TooltipLayer() {
  const [hint, setHint] = useState<Hint | null>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let at: HTMLElement | null = null;
    let leftAt = Number.NEGATIVE_INFINITY;
    let shown = false;

    function show(): void {
      const text = at?.dataset.tooltip;
      if (!at?.isConnected || !text) return;
      shown = true;
      setHint({ at, text, side: at.dataset.tooltipSide === "right" ? "right" : "top" });
      setOpen(true);
    }
    function hide(): void {
      clearTimeout(timer);
      at = null;
      if (!shown) return;
      shown = false;
      leftAt = performance.now();
      setOpen(false);
    }
    function move(to: HTMLElement | null, delayMs: number): void {
      if (to === at) return;
      hide();
      at = to;
      if (to) timer = setTimeout(show, delayMs);
    }
    const hinted = (target: EventTarget | null) =>
      target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;
    // From one to the next they follow at once.
    const delay = () => (performance.now() - leftAt < DELAY_MS || shown ? 0 : DELAY_MS);
    const over = (event: PointerEvent) => event.pointerType !== "touch" && move(hinted(event.target), delay());
    const focus = ({ target }: FocusEvent) =>
      target instanceof Element && target.matches(":focus-visible") && move(hinted(target), 0);
    const key = (event: KeyboardEvent) => event.key === "Escape" && hide();

    document.addEventListener("pointerover", over);
    document.addEventListener("pointerdown", hide);
    document.addEventListener("focusin", focus);
    document.addEventListener("focusout", hide);
    document.addEventListener("keydown", key);
    document.addEventListener("scroll", hide, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", over);
      document.removeEventListener("pointerdown", hide);
      document.removeEventListener("focusin", focus);
      document.removeEventListener("focusout", hide);
      document.removeEventListener("keydown", key);
      document.removeEventListener("scroll", hide, true);
    };
  }, []);
  return (
    <Base.Root open={open}>
      <Base.Portal>
        <Base.Positioner anchor={hint?.at} side={hint?.side} sideOffset={6} className={FLOATING_LAYER}>
          <Base.Popup
            className={cx(
              "pointer-events-none max-w-72 rounded-sm bg-ink px-2 py-1 text-xs text-page",
              "transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0",
            )}
          >
            {hint?.text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
