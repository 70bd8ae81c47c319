import { cloneElement, type KeyboardEvent, type MouseEvent, type ReactElement } from "react";

interface TriggerProps {
  onClick?: (event: MouseEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  "aria-haspopup"?: "dialog" | "menu";
  "aria-expanded"?: boolean;
  "aria-busy"?: boolean;
  "data-popup-open"?: string;
}

export interface PopupTriggerProps {
  trigger: ReactElement;
  kind: "dialog" | "menu";
  /** Asked for, and on its way. */
  open: boolean;
  onOpenChange: (open: boolean, byTouch: boolean) => void;
}

/** The button of a popup whose code is not there yet. It looks pressed and busy while that is on its way. */
export function PopupTrigger({ trigger, kind, open, onOpenChange }: PopupTriggerProps) {
  const button = trigger as ReactElement<TriggerProps>;
  return cloneElement(button, {
    "aria-haspopup": kind,
    "aria-expanded": open,
    "aria-busy": open || undefined,
    "data-popup-open": open ? "" : undefined,
    onClick(event) {
      button.props.onClick?.(event);
      onOpenChange(!open, (event.nativeEvent as PointerEvent).pointerType === "touch");
    },
    onKeyDown(event) {
      button.props.onKeyDown?.(event);
      if (kind !== "menu" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      onOpenChange(true, false);
    },
  });
}
