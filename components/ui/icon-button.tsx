"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { cx } from "./cx";
import { Tooltip } from "./tooltip";

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

export function IconButton({
  label,
  icon,
  variant = "ghost",
  size = "md",
  tooltip = true,
  className,
  ...props
}: IconButtonProps) {
  const button = (
    <BaseButton {...props} aria-label={label} className={cx(buttonClass(variant, size, true), className)}>
      {icon}
    </BaseButton>
  );
  return tooltip ? <Tooltip content={label}>{button}</Tooltip> : button;
}
