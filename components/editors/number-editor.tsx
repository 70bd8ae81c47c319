"use client";

import { Input } from "@/components/ui/forms/input";
import { editText, valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import { fieldProps, type ValueEditorProps } from "./editor-props";
import { useTyped } from "./use-typed";

/** Not a NumberField: JavaScript numbers would lose the digits of long decimals. */
export function NumberEditor(props: ValueEditorProps) {
  const { column, value, onChange, autoFocus } = props;
  const [shown, type] = useTyped({
    value,
    onChange,
    show: (each) => editText(column, each),
    read: (text) => valueOfText(column, text),
  });
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
