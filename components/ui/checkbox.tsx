"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export interface CheckboxProps extends Omit<Base.Root.Props, "className" | "children"> {
  /** Words beside the box. Without them give `aria-label`. */
  label?: ReactNode;
  className?: string;
}

export function Checkbox({ label, className, ...props }: CheckboxProps) {
  const box = (
    <Base.Root
      {...props}
      className={cx(
        "relative grid size-4 shrink-0 place-items-center rounded-sm border border-control bg-surface text-accent-ink focus-ring",
        "data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent data-indeterminate:bg-accent",
        "data-disabled:opacity-50",
        // The box is small, what can be hit is not.
        !label && "before:absolute before:-inset-2 pointer-coarse:before:-inset-3",
        !label && className,
      )}
    >
      <Base.Indicator className="grid data-unchecked:hidden">
        {props.indeterminate ? (
          <Minus className="size-3" strokeWidth={3} />
        ) : (
          <Check className="size-3" strokeWidth={3} />
        )}
      </Base.Indicator>
    </Base.Root>
  );
  if (!label) return box;
  return (
    <label className={cx("flex min-h-6 items-center gap-2 text-base pointer-coarse:min-h-10", className)}>
      {box} {label}
    </label>
  );
}
