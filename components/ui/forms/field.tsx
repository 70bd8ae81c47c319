"use client";

import { Field as Base } from "@base-ui/react/field";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export interface FieldProps {
  label: ReactNode;
  /** Exactly one control of components/ui. */
  children: ReactNode;
  hint?: ReactNode;
  /** The sentence that belongs here; `ActionResult.fields[name]` fits. */
  error?: ReactNode;
  /** `true` where the label is only for screen readers. */
  labelHidden?: boolean;
  className?: string;
}

/** Label, hint and error around one control, tied together for screen readers. */
export function Field({ label, children, hint, error, labelHidden = false, className }: FieldProps) {
  return (
    <Base.Root invalid={Boolean(error)} className={cx("flex min-w-0 flex-col gap-1", className)}>
      <Base.Label className={labelHidden ? "sr-only" : "text-sm font-medium"}>{label}</Base.Label>
      {children}
      {(error || hint) && (
        // A Base.Error appears only once JavaScript runs; the description is there from the start.
        <Base.Description aria-live="polite" className={cx("text-sm", error ? "text-danger" : "text-muted")}>
          {error || hint}
        </Base.Description>
      )}
    </Base.Root>
  );
}
