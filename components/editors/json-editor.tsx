"use client";

import { useState } from "react";
import { Textarea } from "@/components/ui/forms/textarea";
import type { ValueEditorProps } from "./editor-props";
import { jsonOfText } from "./json-text";

/** JSON as text; while it can't be read, the value is `undefined`. */
export function JsonEditor({ value, onChange, autoFocus, typed, id, invalid, ...props }: ValueEditorProps) {
  const [text, setText] = useState(
    () => typed ?? (value === null || value === undefined ? "" : JSON.stringify(value, null, 2)),
  );
  const broken = jsonOfText(text) === undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Textarea
        id={id}
        autoFocus={autoFocus}
        aria-label={props["aria-label"]}
        invalid={invalid || broken}
        spellCheck={false}
        rows={4}
        className="font-mono text-sm"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(jsonOfText(event.target.value));
        }}
      />
      {broken && <span className="text-sm text-muted">Not JSON yet.</span>}
    </div>
  );
}
