"use client";

import { ChoiceEditor } from "./choice-editor";
import type { ValueEditorProps } from "./editor-props";

export function SelectEditor(props: ValueEditorProps) {
  const options = (props.column.enumValues ?? []).map((value) => ({ value, label: value }));
  return <ChoiceEditor {...props} options={options} toOption={String} fromOption={(option) => option} />;
}
