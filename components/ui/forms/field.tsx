"use client";

import { type ReactNode, useId, useMemo } from "react";
import { cx } from "@/components/ui/cx";
import { FieldContext } from "./field-context";

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
  const id = useId();
  const invalid = Boolean(error);
  const about = error || hint;
  const describedBy = about ? `${id}-about` : undefined;
  const state = useMemo(() => ({ id, describedBy, invalid }), [id, describedBy, invalid]);
  return (
    <FieldContext value={state}>
      <div className={cx("flex min-w-0 flex-col gap-1", className)}>
        <label htmlFor={id} className={labelHidden ? "sr-only" : "text-sm font-medium"}>
          {label}
        </label>
        {children}
        {about && (
          <p id={describedBy} aria-live="polite" className={cx("text-sm", error ? "text-danger" : "text-muted")}>
            {about}
          </p>
        )}
      </div>
    </FieldContext>
  );
}
