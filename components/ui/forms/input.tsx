"use client";

import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";
import { CONTROL, CONTROL_HEIGHT, type ControlSize } from "./control-class";
import { useFieldControl } from "./field-context";

export interface InputProps extends Omit<ComponentProps<"input">, "className" | "size"> {
  onValueChange?: (value: string) => void;
  invalid?: boolean;
  size?: ControlSize;
  className?: string;
}

/** One line of text. Inside a `Field` it takes label, hint and error from there. */
export function Input({ size = "md", className, onValueChange, onChange, id, invalid, ...props }: InputProps) {
  const field = useFieldControl({ id, invalid });
  return (
    <input
      {...field}
      {...props}
      onChange={(event) => {
        onChange?.(event);
        onValueChange?.(event.target.value);
      }}
      className={cx(CONTROL, CONTROL_HEIGHT[size], className)}
    />
  );
}
