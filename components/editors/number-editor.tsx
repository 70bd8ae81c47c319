"use client";

import { Input } from "@/components/ui/forms/input";
import { numberText } from "@/lib/tables/kinds/values/number-text";
import { fieldProps, type ValueEditorProps } from "./editor-props";
import { textOf, useTyped } from "./use-typed";

/** Not a NumberField: JavaScript numbers would lose the digits of long decimals. */
export function NumberEditor(props: ValueEditorProps) {
  const { column, value, onChange, autoFocus } = props;
  const [shown, type] = useTyped({ value, onChange, show: textOf, read: numberText });
  return (
    <Input
      {...fieldProps(props)}
      inputMode={column.kind === "integer" ? "numeric" : "decimal"}
      className="tabular text-right"
      value={shown}
      onValueChange={type}
      onFocus={autoFocus ? (event) => event.currentTarget.select() : undefined}
    />
  );
}
