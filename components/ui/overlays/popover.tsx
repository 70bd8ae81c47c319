"use client";

import { type ReactElement, type ReactNode, useState } from "react";
import { later, useLater } from "./later";
import { PopupTrigger } from "./popup-trigger";

const code = later(() => import("./popover-popup"));

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

/** What opens below a button. Its code loads later: until its first opening there is only the button. */
export function Popover({ open: given, onOpenChange, ...rest }: PopoverProps) {
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  const [wanted, setWanted] = useState(open);
  const [byTouch, setByTouch] = useState(false);
  if (open && !wanted) setWanted(true);

  function change(next: boolean): void {
    setOwn(next);
    onOpenChange?.(next);
  }

  const loaded = useLater(code, wanted, () => change(false));
  if (wanted && loaded) {
    return <loaded.PopoverPopup {...rest} open={open} onOpenChange={change} byTouch={byTouch} />;
  }
  return (
    <PopupTrigger
      trigger={rest.trigger}
      kind="dialog"
      open={open}
      onOpenChange={(next, touch) => {
        setByTouch(touch);
        change(next);
      }}
    />
  );
}
