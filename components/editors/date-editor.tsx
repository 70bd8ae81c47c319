"use client";

import type { ValueEditorProps } from "./editor-props";
import { TimeField } from "./time-field";
import { textOf } from "./use-typed";

export function DateEditor(props: ValueEditorProps) {
  return <TimeField {...props} day={(value) => textOf(value)} onDay={(day) => props.onChange(day)} />;
}
