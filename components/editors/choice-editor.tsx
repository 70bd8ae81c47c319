"use client";

import { Select, type SelectOption } from "@/components/ui/forms/select";
import type { ValueEditorProps } from "./editor-props";

// Select takes texts only; no enum value can contain NUL, so this can't collide.
const EMPTY = "\u0000empty";

export interface ChoiceEditorProps extends ValueEditorProps {
  options: SelectOption<string>[];
  /** The option that stands for `value`, and back. */
  toOption: (value: unknown) => string | null;
  fromOption: (option: string) => unknown;
}

/** A short list of values, with “empty” where that is one. */
export function ChoiceEditor(props: ChoiceEditorProps) {
  const { options, toOption, fromOption, value, onChange, onCommit, onCancel, allowEmpty, autoFocus, id, size } = props;
  const all = allowEmpty
    ? [...options, { value: EMPTY, label: <span className="text-muted italic">empty</span> }]
    : options;
  const missing = value === null || value === undefined;
  return (
    <Select
      id={id}
      size={size}
      aria-label={props["aria-label"]}
      options={all}
      value={missing ? (allowEmpty && value === null ? EMPTY : null) : toOption(value)}
      placeholder="Choose…"
      defaultOpen={autoFocus}
      onOpenChangeComplete={(open) => !open && onCancel?.()}
      className="w-full"
      onValueChange={(option) => {
        const next = option === EMPTY ? null : fromOption(option);
        onChange(next);
        onCommit?.(next);
      }}
    />
  );
}
