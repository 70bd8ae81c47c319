"use client";

import { Check, Minus } from "lucide-react";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export interface CheckboxProps {
  /** Words beside the box. Without them give `aria-label`. */
  label?: ReactNode;
  "aria-label"?: string;
  checked: boolean;
  /** Some of what it stands for. */
  indeterminate?: boolean;
  onCheckedChange: (checked: boolean, event: MouseEvent) => void;
  disabled?: boolean;
  tabIndex?: number;
  className?: string;
}

/** A box to tick. A grid draws one in each row, so it is a plain button with the role of a checkbox. */
export function Checkbox({ label, className, checked, indeterminate, onCheckedChange, ...props }: CheckboxProps) {
  const box = (
    <button
      type="button"
      role="checkbox"
      {...props}
      aria-checked={indeterminate ? "mixed" : checked}
      onClick={(event) => onCheckedChange(!checked, event)}
      onKeyDown={onlySpace}
      className={cx(
        "relative grid size-4 shrink-0 place-items-center rounded-sm border focus-ring text-accent-ink",
        checked || indeterminate ? "border-accent bg-accent" : "border-control bg-surface",
        "disabled:opacity-50",
        // The box is small, what can be hit is not.
        !label && "before:absolute before:-inset-2 pointer-coarse:before:-inset-3",
        !label && className,
      )}
    >
      {/* What is hit must outlive the click: the label would take a click on a mark that is gone by then for its own. */}
      {indeterminate ? (
        <Minus className="pointer-events-none size-3" strokeWidth={3} aria-hidden />
      ) : (
        checked && <Check className="pointer-events-none size-3" strokeWidth={3} aria-hidden />
      )}
    </button>
  );
  if (!label) return box;
  return (
    <label className={cx("flex min-h-6 items-center gap-2 text-base pointer-coarse:min-h-10", className)}>
      {box} {label}
    </label>
  );
}

/** Enter ticks no checkbox. */
function onlySpace(event: KeyboardEvent): void {
  if (event.key === "Enter") event.preventDefault();
}
