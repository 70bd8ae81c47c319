"use client";

import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { cx } from "./cx";

export interface ButtonProps extends Omit<ComponentProps<"button">, "className"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** At work: shows a spinner, keeps its width and its focus, takes no second click. */
  pending?: boolean;
  className?: string;
}

export function Button({ variant, size, pending = false, disabled, className, children, ...props }: ButtonProps) {
  const waits = pending
    ? // `disabled` would take the focus away.
      { "aria-disabled": true, "aria-busy": true, onClick: (event: MouseEvent) => event.preventDefault() }
    : { disabled };
  return (
    <button
      type="button"
      {...props}
      {...waits}
      data-disabled={pending || disabled ? "" : undefined}
      className={cx(buttonClass(variant, size), "relative", className)}
    >
      {pending && (
        <span className="absolute inset-0 grid place-items-center">
          <LoaderCircle className="size-4 animate-spin" aria-hidden />
        </span>
      )}
      <span className={cx("inline-flex items-center gap-1.5", pending && "opacity-0")}>{children}</span>
    </button>
  );
}
