"use client";

import { Input } from "@/components/ui/input";
import { numberText } from "@/lib/tables/kinds/number-text";
import type { ValueEditorProps } from "./editor-props";
import { textOf, useTyped } from "./use-typed";

/** Not a NumberField: JavaScript numbers would lose the digits of long decimals. */
export function NumberEditor({ column, value, onChange, autoFocus, id, invalid, size, ...props }: ValueEditorProps) {
  const [shown, type] = useTyped({ value, onChange, show: textOf, read: numberText });
  return (
    <Input
      id={id}
      size={size}
      autoFocus={autoFocus}
      aria-label={props["aria-label"]}
      data-invalid={invalid || undefined}
      inputMode={column.kind === "integer" ? "numeric" : "decimal"}
      autoComplete="off"
      className="tabular text-right"
      value={shown}
      onValueChange={type}
      onFocus={autoFocus ? (event) => event.currentTarget.select() : undefined}
    />
  );
}
