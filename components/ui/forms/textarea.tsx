"use client";

import type { ComponentProps } from "react";
import { cx } from "@/components/ui/cx";
import { CONTROL } from "./control-class";
import { useFieldControl } from "./field-context";

export interface TextareaProps extends Omit<ComponentProps<"textarea">, "className"> {
  invalid?: boolean;
  className?: string;
}

/** Several lines of text; grows with its content where the browser can. */
export function Textarea({ className, rows = 3, id, invalid, ...props }: TextareaProps) {
  const field = useFieldControl({ id, invalid });
  return (
    <textarea
      {...field}
      {...props}
      rows={rows}
      className={cx(CONTROL, "field-sizing-content px-2.5 py-1.5 text-base pointer-coarse:text-lg", className)}
    />
  );
}
