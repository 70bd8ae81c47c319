"use client";

import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { cx } from "./cx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "className" | "children"> {
  /** What it does, in words: read by screen readers and shown on hover. */
  label: string;
  icon: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** `false` where the words already stand beside it. */
  tooltip?: boolean;
  className?: string;
}

export function IconButton(props: IconButtonProps) {
  const { label, icon, variant = "ghost", size = "md", tooltip = true, disabled, className, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled}
      data-disabled={disabled ? "" : undefined}
      data-tooltip={tooltip ? label : undefined}
      aria-label={label}
      className={cx(buttonClass(variant, size, true), className)}
    >
      {icon}
    </button>
  );
}
