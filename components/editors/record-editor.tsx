"use client";

import { useMemo, useState } from "react";
import { Combobox } from "@/components/ui/forms/combobox";
import type { ComboboxOption } from "@/components/ui/forms/use-combobox-search";
import type { ValueEditorProps } from "./editor-props";
import { searchReferences } from "./search-references";

/** A foreign key: another record of a declared table, found by its label. */
export function RecordEditor(props: ValueEditorProps) {
  const { column, value, onChange, onCommit, table, valueLabel, autoFocus, typed, id, size } = props;
  const [chosen, setChosen] = useState<ComboboxOption | null>(null);
  const search = useMemo(() => table && searchReferences(table, column.id), [table, column.id]);
  if (!search) return null;

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
