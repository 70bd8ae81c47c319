"use client";

import { type ReactElement, type ReactNode, useState } from "react";
import { later, useLater } from "./later";
import { PopupTrigger } from "./popup-trigger";

const code = later(() => import("./menu-popup"));

export interface MenuProps {
  /** The button that opens it, for example `<Button>View</Button>`. */
  trigger: ReactElement;
  /** What it holds, of `./menu-items`: a component that loads later, see `lazyPanel`. */
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "bottom" | "top" | "left" | "right";
  className?: string;
}

/** What opens below a button to choose from. Its code loads later: until its first opening there is only the button. */
export function Menu(props: MenuProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  const loaded = useLater(code, wanted, () => setOpen(false));
  return wanted && loaded ? (
    <loaded.MenuPopup {...props} defaultOpen={open} />
  ) : (
    <PopupTrigger trigger={props.trigger} kind="menu" open={open} onOpenChange={setOpen} />
  );
}
