"use client";

import { type ComponentType, Suspense, useState } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { lazyComponent } from "@/components/ui/overlays/lazy-component";
import { Skeleton } from "@/components/ui/skeleton";
import type { KindId } from "@/lib/tables/kinds/kind-info";
import { DateEditor } from "./date-editor";
import { DatetimeEditor } from "./datetime-editor";
import type { ValueEditorProps } from "./editor-props";
import { JsonEditor } from "./json-editor";
import { NumberEditor } from "./number-editor";
import { TagsEditor } from "./tags-editor";
import { TextEditor } from "./text-editor";
import { TextareaEditor } from "./textarea-editor";

// Lists open in a popup, whose code the first look at a table does not need.
const ChoiceEditor = lazyComponent(async () => (await import("./choice-editor")).ChoiceEditor);
const RecordEditor = lazyComponent(async () => (await import("./record-editor")).RecordEditor);

const EDITORS: Record<KindId, ComponentType<ValueEditorProps>> = {
  text: TextEditor,
  longText: TextareaEditor,
  integer: NumberEditor,
  decimal: NumberEditor,
  boolean: ChoiceEditor,
  enum: ChoiceEditor,
  date: DateEditor,
  timestamp: DatetimeEditor,
  uuid: TextEditor,
  foreignKey: RecordEditor,
  json: JsonEditor,
  array: TagsEditor,
  interval: TextEditor,
  time: TextEditor,
  range: TextEditor,
  network: TextEditor,
  binary: TextEditor,
  raw: TextEditor,
};

/** The editor of a column's kind; what loads later waits within the `Suspense` of whoever draws it. */
export function KindEditor(props: ValueEditorProps) {
  const { kind, references } = props.column;
  // A foreign key into a table that isn't declared: the bare key.
  const bare = kind === "foreignKey" && (!references || !props.table);
  // A field of one line would drop the line breaks that a short text happens to have.
  const [broken, setBroken] = useState(false);
  if (!broken && kind === "text" && /[\r\n]/.test(String(props.value))) setBroken(true);
  const Editor = broken ? TextareaEditor : bare ? TextEditor : EDITORS[kind];
  return <Editor {...props} />;
}

/** Edits one value of a column, by the column's kind: in filters, forms and the bulk sheet alike. */
export function ValueEditor(props: ValueEditorProps) {
  return (
    <Panel what="The field" className="">
      <Suspense fallback={<Skeleton className="h-8 w-full" />}>
        <KindEditor {...props} />
      </Suspense>
    </Panel>
  );
}
