"use client";

import { Input } from "@/components/ui/input";
import type { ValueEditorProps } from "./editor-props";
import { fromLocalInput, toLocalInput } from "./timestamp-text";

/** In UTC where the column knows time zones: the same clock as in the cells and filters. */
export function DatetimeEditor(props: ValueEditorProps) {
  const { column, value, onChange, autoFocus, id, invalid, size } = props;
  return (
    <span className="flex items-center gap-1.5">
      <Input
        id={id}
        size={size}
        type="datetime-local"
        step={1}
        max="9999-12-31T23:59:59"
        autoFocus={autoFocus}
        aria-label={props["aria-label"]}
        data-invalid={invalid || undefined}
        className="tabular"
        value={toLocalInput(value, column.withTimeZone)}
        onValueChange={(text) => onChange(fromLocalInput(text, column.withTimeZone))}
      />
      {column.withTimeZone && <span className="text-xs text-muted">UTC</span>}
    </span>
  );
}
