"use client";

import { useState } from "react";
import { FirstOpening } from "./first-opening";
import { lazyComponent } from "./lazy-component";
import type { MenuPopupProps } from "./menu-popup";
import { PopupTrigger } from "./popup-trigger";

const MenuPopup = lazyComponent(async () => (await import("./menu-popup")).MenuPopup);

export type MenuProps = Omit<MenuPopupProps, "defaultOpen">;

/** What opens below a button to choose from. Its code loads later: until its first opening there is only the button. */
export function Menu(props: MenuProps) {
  const [open, setOpen] = useState(false);
  return (
    <FirstOpening
      open={open}
      onOpenChange={setOpen}
      before={<PopupTrigger trigger={props.trigger} kind="menu" open={open} onOpenChange={setOpen} />}
    >
      <MenuPopup {...props} defaultOpen={open} />
    </FirstOpening>
  );
}
