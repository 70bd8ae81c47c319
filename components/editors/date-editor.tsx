"use client";

import { Input } from "@/components/ui/input";
import type { ValueEditorProps } from "./editor-props";

export function DateEditor({ value, onChange, autoFocus, id, invalid, size, ...props }: ValueEditorProps) {
  return (
    <Input
      id={id}
      size={size}
      type="date"
      max="9999-12-31"
      autoFocus={autoFocus}
      aria-label={props["aria-label"]}
      data-invalid={invalid || undefined}
      className="tabular"
      value={typeof value === "string" ? value : ""}
      onValueChange={(text) => onChange(text || null)}
    />
  );
}
