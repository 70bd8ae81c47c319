"use client";

import { dateText } from "@/lib/tables/kinds/values/time-text";
import type { ValueEditorProps } from "./editor-props";
import { TimeField } from "./time-field";
import { textOf } from "./use-typed";

export function DateEditor(props: ValueEditorProps) {
  return (
    <TimeField
      {...props}
      show={textOf}
      read={(text) => dateText(text) || null}
      day={(value) => textOf(value)}
      onDay={(day) => props.onChange(day)}
    />
  );
}
