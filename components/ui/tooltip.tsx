"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";
import { FLOATING_LAYER } from "./floating-class";

export interface TooltipProps {
  content: ReactNode;
  /** The element that it explains; must take props and a ref. */
  children: ReactElement;
  side?: "top" | "bottom" | "left" | "right";
}

/** A hint on hover and keyboard focus. Never the only place of anything that matters: touch screens don't show it. */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className={FLOATING_LAYER}>
          <Base.Popup
            className={cx(
              "max-w-72 rounded-sm bg-ink px-2 py-1 text-xs text-page",
              "transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0",
            )}
          >
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
