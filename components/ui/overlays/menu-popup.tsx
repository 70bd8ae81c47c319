"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { cx } from "@/components/ui/cx";
import { FLOATING, FLOATING_LAYER } from "./floating-class";

export interface MenuPopupProps {
  /** The button that opens it, for example `<Button>View</Button>`. */
  trigger: ReactElement;
  /** What it holds, of `./menu-items`: a component that loads later, see `lazyPanel`. */
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "bottom" | "top" | "left" | "right";
  className?: string;
  defaultOpen: boolean;
}

/** A menu with its button, from its first opening on. */
export function MenuPopup(props: MenuPopupProps) {
  const { trigger, children, align = "start", side = "bottom", className, defaultOpen } = props;
  return (
    <Base.Root modal={false} defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className={FLOATING_LAYER}>
          <Base.Popup className={cx(FLOATING, "max-h-(--available-height) min-w-44 overflow-y-auto p-1", className)}>
            <Panel what="This menu">{children}</Panel>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
