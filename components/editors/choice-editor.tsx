"use client";

import { Select, type SelectOption } from "@/components/ui/forms/select";
import { choicesOf } from "./choices";
import type { ValueEditorProps } from "./editor-props";

// Select takes texts only; no enum value can contain NUL, so this can't collide.
const EMPTY = "\u0000empty";

/** A short list of values, with “empty” where that is one. Not a checkbox: nothing chosen yet is not the same as no. */
export function ChoiceEditor(props: ValueEditorProps) {
  const { column, value, onChange, onCommit, onCancel, allowEmpty, autoFocus, id, size } = props;
  const choices = choicesOf(column);
  const options: SelectOption<string>[] = choices.map(({ value: each, label }) => ({ value: String(each), label }));
  if (allowEmpty) options.push({ value: EMPTY, label: <span className="text-muted italic">empty</span> });
  const missing = value === null || value === undefined;
  return (
    <Select
      id={id}
      size={size}
      aria-label={props["aria-label"]}
      options={options}
      value={missing ? (allowEmpty && value === null ? EMPTY : null) : String(value)}
      placeholder="Choose…"
      defaultOpen={autoFocus}
      onOpenChangeComplete={(open) => !open && onCancel?.()}
      className="w-full"
      onValueChange={(option) => {
        const next = choices.find((choice) => String(choice.value) === option)?.value ?? null;
        onChange(next);
        onCommit?.(next);
      }}
    />
  );
}
