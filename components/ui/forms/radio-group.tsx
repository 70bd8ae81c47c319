"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup as Base } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

export interface RadioOption<V extends string> {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps<V extends string> {
  options: readonly RadioOption<V>[];
  value?: V;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  name?: string;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string;
}

export function RadioGroup<V extends string>({ options, onValueChange, className, ...props }: RadioGroupProps<V>) {
  return (
    <Base
      {...props}
      onValueChange={(value) => onValueChange?.(value)}
      className={cx("flex flex-col gap-1.5 pointer-coarse:gap-0", className)}
    >
      {options.map((option) => (
        <label key={option.value} className="flex items-start gap-2 text-base pointer-coarse:py-2.5">
          <Radio.Root
            value={option.value}
            disabled={option.disabled}
            className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-surface focus-ring data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
          >
            <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink data-unchecked:hidden" />
          </Radio.Root>
          <span>
            {option.label}
            {option.hint && <span className="block text-sm text-muted">{option.hint}</span>}
          </span>
        </label>
      ))}
    </Base>
  );
}
