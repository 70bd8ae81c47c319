"use client";

import { useState } from "react";
import { FirstOpening } from "./first-opening";
import { lazyComponent } from "./lazy-component";
import type { PopoverPopupProps } from "./popover-popup";
import { PopupTrigger } from "./popup-trigger";

const PopoverPopup = lazyComponent(async () => (await import("./popover-popup")).PopoverPopup);

export interface PopoverProps extends Omit<PopoverPopupProps, "open" | "onOpenChange" | "byTouch"> {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** What opens below a button. Its code loads later: until its first opening there is only the button. */
export function Popover({ open: given, onOpenChange, ...rest }: PopoverProps) {
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  const [byTouch, setByTouch] = useState(false);

  function change(next: boolean): void {
    setOwn(next);
    onOpenChange?.(next);
  }
  function changeByTrigger(next: boolean, touch: boolean): void {
    setByTouch(touch);
    change(next);
  }

  return (
    <FirstOpening
      open={open}
      onOpenChange={change}
      before={<PopupTrigger trigger={rest.trigger} kind="dialog" open={open} onOpenChange={changeByTrigger} />}
    >
      <PopoverPopup {...rest} open={open} onOpenChange={change} byTouch={byTouch} />
    </FirstOpening>
  );
}
