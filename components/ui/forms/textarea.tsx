"use client";

import { Field } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { CONTROL } from "./control-class";
import { cx } from "@/components/ui/cx";

export interface TextareaProps extends Omit<ComponentProps<"textarea">, "className"> {
  className?: string;
}

/** Several lines of text; grows with its content where the browser can. */
export function Textarea({ className, defaultValue, value, rows = 3, ...props }: TextareaProps) {
  return (
    <Field.Control
      value={value}
      defaultValue={defaultValue}
      render={
        <textarea
          {...props}
          rows={rows}
          className={cx(CONTROL, "field-sizing-content px-2.5 py-1.5 text-base pointer-coarse:text-lg", className)}
        />
      }
    />
  );
}
