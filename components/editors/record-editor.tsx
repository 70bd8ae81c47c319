"use client";

import { useMemo, useState } from "react";
import { Combobox } from "@/components/ui/forms/combobox";
import type { ComboboxOption } from "@/components/ui/forms/use-combobox-search";
import type { ValueEditorProps } from "./editor-props";
import { searchReferences } from "./search-references";
import { TextEditor } from "./text-editor";

/** A foreign key: another record, found by its label. Where its table isn't declared, the bare key. */
export function RecordEditor(props: ValueEditorProps) {
  const { column, value, onChange, onCommit, table, valueLabel, autoFocus, typed, id, size } = props;
  const [chosen, setChosen] = useState<ComboboxOption | null>(null);
  const search = useMemo(() => table && searchReferences(table, column.id), [table, column.id]);
  if (!search || !column.references) return <TextEditor {...props} />;

  const key = value === null || value === undefined ? null : String(value);
  const known = chosen?.value === key ? chosen : key === null ? null : { value: key, label: valueLabel ?? key };
  return (
    <Combobox
      id={id}
      size={size}
      aria-label={props["aria-label"]}
      value={known}
      search={search}
      placeholder="Search…"
      autoFocus={autoFocus}
      typed={typed}
      onValueChange={(option) => {
        setChosen(option);
        onChange(option?.value ?? null, option?.label);
        if (option) onCommit?.(option.value, option.label);
      }}
    />
  );
}
