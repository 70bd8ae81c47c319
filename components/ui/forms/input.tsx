"use client";

import { Input as Base } from "@base-ui/react/input";
import type { ComponentProps } from "react";
import { CONTROL, CONTROL_HEIGHT, type ControlSize } from "./control-class";
import { cx } from "@/components/ui/cx";

export interface InputProps extends Omit<ComponentProps<typeof Base>, "className" | "size"> {
  size?: ControlSize;
  className?: string;
}

/** One line of text. Inside a `Field` it takes label, hint and error from there. */
export function Input({ size = "md", className, ...props }: InputProps) {
  return <Base {...props} className={cx(CONTROL, CONTROL_HEIGHT[size], className)} />;
}
