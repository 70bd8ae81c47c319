"use client";

import { Textarea } from "@/components/ui/forms/textarea";
import { valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import type { ValueEditorProps } from "./editor-props";

/** Several lines; in the grid, Enter commits and Shift+Enter breaks the line. */
export function TextareaEditor({ column, value, onChange, autoFocus, id, invalid, ...props }: ValueEditorProps) {
  // A field knows but one end of a line; the text keeps its own.
  const lineEnd = typeof value === "string" && value.includes("\r\n") ? "\r\n" : "\n";
  return (
    <Textarea
      id={id}
      autoFocus={autoFocus}
      aria-label={props["aria-label"]}
      invalid={invalid}
      rows={3}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(valueOfText(column, event.target.value.replaceAll("\n", lineEnd)))}
      onFocus={autoFocus ? (event) => event.currentTarget.select() : undefined}
    />
  );
}
