"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";
import { FLOATING, FLOATING_LAYER } from "./floating-class";

export interface MenuProps {
  /** The button that opens it, for example `<Button>View</Button>`. */
  trigger: ReactElement;
  /** From `./menu-items`. */
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "bottom" | "top" | "left" | "right";
  className?: string;
}

export function Menu({ trigger, children, align = "start", side = "bottom", className }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className={FLOATING_LAYER}>
          <Base.Popup className={cx(FLOATING, "max-h-(--available-height) min-w-44 overflow-y-auto p-1", className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
