"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx";
import { FLOATING, FLOATING_LAYER } from "./floating-class";

export interface PopoverProps {
  trigger: ReactElement;
  children: ReactNode;
  /** Names the popover for screen readers; shown as its heading when `showTitle`. */
  title: string;
  showTitle?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  side?: "bottom" | "top" | "left" | "right";
  className?: string;
}

export function Popover(props: PopoverProps) {
  const {
    trigger,
    children,
    title,
    showTitle = false,
    align = "start",
    side = "bottom",
    className,
    open,
    onOpenChange,
  } = props;
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={6} collisionPadding={8} className={FLOATING_LAYER}>
          <Base.Popup
            className={cx(
              FLOATING,
              "max-h-(--available-height) max-w-(--available-width) overflow-y-auto p-3",
              className,
            )}
          >
            <Base.Title className={showTitle ? "mb-2 text-sm font-semibold" : "sr-only"}>{title}</Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
