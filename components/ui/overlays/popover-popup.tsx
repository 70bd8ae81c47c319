"use client";

import { Popover as Base } from "@base-ui/react/popover";
import { type ReactElement, type ReactNode, useRef } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { cx } from "@/components/ui/cx";
import { FLOATING, FLOATING_LAYER } from "./floating-class";

export interface PopoverPopupProps {
  trigger: ReactElement;
  children: ReactNode;
  /** Names the popover for screen readers; shown as its heading when `showTitle`. */
  title: string;
  showTitle?: boolean;
  align?: "start" | "center" | "end";
  side?: "bottom" | "top" | "left" | "right";
  className?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** It was opened with a finger: no field may take the focus, or the keyboard would cover it. */
  byTouch: boolean;
}

/** A popover with its button, from its first opening on. */
export function PopoverPopup(props: PopoverPopupProps) {
  const { trigger, children, title, showTitle = false, align = "start", side = "bottom", className } = props;
  const { open, onOpenChange, byTouch } = props;
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={6} collisionPadding={8} className={FLOATING_LAYER}>
          <Base.Popup
            ref={popup}
            initialFocus={byTouch ? popup : undefined}
            className={cx(
              FLOATING,
              "max-h-(--available-height) max-w-(--available-width) overflow-y-auto p-3",
              className,
            )}
          >
            <Base.Title className={showTitle ? "mb-2 text-sm font-semibold" : "sr-only"}>{title}</Base.Title>
            <Panel what={title}>{children}</Panel>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
