"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { cx } from "@/components/ui/cx";
import { FLOATING, FLOATING_LAYER } from "./floating-class";
import type { MenuProps } from "./menu";

/** A menu with its button, from its first opening on. */
export function MenuPopup(props: MenuProps & { defaultOpen: boolean }) {
  const { trigger, children, align = "start", side = "bottom", className, defaultOpen } = props;
  return (
    <Base.Root modal={false} defaultOpen={defaultOpen}>
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
