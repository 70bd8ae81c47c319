"use client";

import { useState } from "react";
import { Textarea } from "@/components/ui/forms/textarea";
import { editText, readText, valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import type { ValueEditorProps } from "./editor-props";

/** JSON as text, over several lines, with every digit that it has. */
export function JsonEditor({ column, value, onChange, autoFocus, typed, id, invalid, ...props }: ValueEditorProps) {
  const [text, setText] = useState(() => typed ?? editText(column, value));
  const broken = "problem" in readText(column, text);
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
          onChange(valueOfText(column, event.target.value));
        }}
      />
      {broken && <span className="text-sm text-muted">Not JSON yet.</span>}
    </div>
  );
}
