"use client";

import { ChoiceEditor } from "./choice-editor";
import type { ValueEditorProps } from "./editor-props";

const OPTIONS = [
  { value: "true", label: "yes" },
  { value: "false", label: "no" },
];

/** A list rather than a checkbox: nothing chosen yet is not the same as no. */
export function BooleanEditor(props: ValueEditorProps) {
  return <ChoiceEditor {...props} options={OPTIONS} toOption={String} fromOption={(option) => option === "true"} />;
}
