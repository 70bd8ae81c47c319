"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import type { ValueEditorProps } from "./editor-props";
import { numberText } from "./number-text";

/** Not a NumberField: JavaScript numbers would lose the digits of long decimals. */
export function NumberEditor({ column, value, onChange, autoFocus, id, invalid, size, ...props }: ValueEditorProps) {
  const given = value === null || value === undefined ? "" : String(value);
  const [typed, setTyped] = useState(given);
  // What was typed stays as typed ("1,000"), until another value is handed in.
  const shown = (numberText(typed) ?? "") === given ? typed : given;
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
      onValueChange={(text) => {
        setTyped(text);
        onChange(numberText(text));
      }}
      onFocus={autoFocus ? (event) => event.currentTarget.select() : undefined}
    />
  );
}
