"use client";

import type { ComponentType } from "react";
import { panelOf } from "@/components/ui/overlays/lazy-panel";
import { kindOf } from "@/lib/tables/kinds/index";
import type { Kind } from "@/lib/tables/kinds/kind";
import { BooleanEditor } from "./boolean-editor";
import { DateEditor } from "./date-editor";
import { DatetimeEditor } from "./datetime-editor";
import type { ValueEditorProps } from "./editor-props";
import { JsonEditor } from "./json-editor";
import { laterRecordEditor } from "./later-record-editor";
import { NumberEditor } from "./number-editor";
import { SelectEditor } from "./select-editor";
import { TagsEditor } from "./tags-editor";
import { TextEditor } from "./text-editor";
import { TextareaEditor } from "./textarea-editor";

const RecordEditor = panelOf(laterRecordEditor, "h-8 w-full");

const EDITORS: Record<Kind["editor"], ComponentType<ValueEditorProps>> = {
  text: TextEditor,
  textarea: TextareaEditor,
  number: NumberEditor,
  boolean: BooleanEditor,
  select: SelectEditor,
  date: DateEditor,
  datetime: DatetimeEditor,
  record: RecordEditor,
  json: JsonEditor,
  tags: TagsEditor,
  none: TextEditor,
};

/** Edits one value of a column, by the column's kind: in cells, filters and the bulk sheet alike. */
export function ValueEditor(props: ValueEditorProps) {
  const Editor = EDITORS[kindOf(props.column.kind).editor];
  return <Editor {...props} />;
}
