"use client";

import { Textarea } from "@/components/ui/forms/textarea";
import type { ValueEditorProps } from "./editor-props";

/** Several lines; in the grid, Enter commits and Shift+Enter breaks the line. */
export function TextareaEditor({ value, onChange, autoFocus, id, invalid, ...props }: ValueEditorProps) {
  return (
    <Textarea
      id={id}
      autoFocus={autoFocus}
      aria-label={props["aria-label"]}
      invalid={invalid}
      rows={3}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.target.value)}
      onFocus={autoFocus ? (event) => event.currentTarget.select() : undefined}
    />
  );
}
