"use client";

import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { cx } from "./cx";

export interface ToolButtonProps extends Omit<ButtonProps, "variant" | "size"> {
  icon: ReactNode;
  /** Its words: beside the icon where there is room, and in the list of tools on a phone. */
  label: string;
  /** What the label does not say, shown beside it: how many, which. */
  children?: ReactNode;
  /** For screen readers, where label and children are not a sentence. */
  name?: string;
}

/** A button of the toolbar: an icon where room is scarce, a full line within `data-stacked`. */
export function ToolButton({ icon, label, name = label, children, className, ...props }: ToolButtonProps) {
  return (
    <Button
      {...props}
      variant="ghost"
      aria-label={name}
      className={cx("in-data-stacked:w-full in-data-stacked:justify-start", className)}
    >
      {icon}
      <span className="max-[1400px]:[&:not([data-stacked]_*)]:sr-only">{label}</span>
      {children}
    </Button>
  );
}
