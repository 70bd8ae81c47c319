"use client";

import { Input } from "@/components/ui/forms/input";
import { valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import { fieldProps, type ValueEditorProps } from "./editor-props";
import { textOf } from "./use-typed";

export function TextEditor(props: ValueEditorProps) {
  const { column, value, onChange, autoFocus } = props;
  return (
    <Input
      {...fieldProps(props)}
      spellCheck={column.kind === "text"}
      className={column.kind === "uuid" ? "font-mono" : undefined}
      value={textOf(value)}
      onValueChange={(text) => onChange(valueOfText(column, text))}
      onFocus={autoFocus ? (event) => event.currentTarget.select() : undefined}
    />
  );
}
