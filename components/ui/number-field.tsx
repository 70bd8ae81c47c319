"use client";

import { NumberField as Base } from "@base-ui/react/number-field";
import { CONTROL, CONTROL_HEIGHT, type ControlSize } from "./control-class";
import { cx } from "./cx";

export interface NumberFieldProps extends Omit<Base.Root.Props, "className" | "children"> {
  size?: ControlSize;
  placeholder?: string;
  "aria-label"?: string;
  className?: string;
}

/** A number with arrow keys. JavaScript numbers only: long decimals and bigints want `<Input inputMode="decimal" />`. */
export function NumberField({
  size = "md",
  placeholder,
  className,
  "aria-label": ariaLabel,
  ...props
}: NumberFieldProps) {
  return (
    <Base.Root locale="en" format={{ maximumFractionDigits: 12 }} {...props} className={className}>
      <Base.Input
        aria-label={ariaLabel}
        placeholder={placeholder}
        className={cx(CONTROL, CONTROL_HEIGHT[size], "tabular text-right")}
      />
    </Base.Root>
  );
}
