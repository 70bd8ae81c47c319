"use client";

import { Input } from "@/components/ui/input";
import type { ValueEditorProps } from "./editor-props";

export function TextEditor({ column, value, onChange, autoFocus, id, invalid, size, ...props }: ValueEditorProps) {
  return (
    <Input
      id={id}
      size={size}
      autoFocus={autoFocus}
      aria-label={props["aria-label"]}
      data-invalid={invalid || undefined}
      autoComplete="off"
      spellCheck={column.kind === "text"}
      className={column.kind === "uuid" ? "font-mono" : undefined}
      value={textOf(value)}
      onValueChange={(text) => onChange(column.kind === "uuid" ? text.trim() || null : text)}
      onFocus={autoFocus ? (event) => event.currentTarget.select() : undefined}
    />
  );
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}
