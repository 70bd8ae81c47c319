"use client";

import { useEffect, useRef } from "react";
import { ValueEditor } from "@/components/editors/value-editor";
import type { ColumnInfo, RecordRow } from "@/lib/tables/table-info";
import type { CellEditing } from "./use-cell-editing";

export interface CellEditorProps {
  table: string;
  column: ColumnInfo;
  row: RecordRow;
  editing: CellEditing;
}

/** The editor of the column's kind, inside the cell. Enter and Tab save, Escape gives up, leaving it saves. */
export function CellEditor({ table, column, row, editing }: CellEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const { at, draft, problem } = editing;
  const typing = at?.typed !== undefined;
  useEffect(() => {
    const field = box.current?.querySelector<HTMLElement>("input, textarea, button, [role=combobox]");
    field?.focus();
    // The key that opened it is its first character: the next one goes behind it.
    if (field instanceof HTMLInputElement && field.type === "text")
      field.setSelectionRange(typing ? field.value.length : 0, field.value.length);
  }, [typing]);

  return (
    <div
      ref={box}
      role="presentation"
      className="absolute inset-y-0 z-30 flex min-w-48 items-center rounded-md bg-surface shadow-float"
      style={{ width: "inherit" }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") {
          event.preventDefault();
          editing.cancel();
        } else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
          event.preventDefault();
          editing.commit();
        }
      }}
      onBlur={(event) => {
        // A list of choices opens outside of the cell, and takes the focus with it.
        if (
          event.relatedTarget &&
          !box.current?.contains(event.relatedTarget) &&
          !event.relatedTarget.closest("[role=listbox],[role=dialog]")
        ) {
          editing.commit();
        }
      }}
    >
      <ValueEditor
        table={table}
        column={column}
        value={draft}
        valueLabel={row.labels[column.id]}
        onChange={editing.change}
        onCommit={(value) => editing.commit(value)}
        onCancel={editing.cancel}
        allowEmpty={column.nullable}
        autoFocus={!typing}
        size="sm"
        invalid={problem !== null}
        aria-label={`${column.label} of ${row.labels[column.id] ?? row.id}`}
      />
      {problem && (
        <p
          role="alert"
          className="absolute top-full left-0 mt-1 rounded-md bg-surface px-2 py-1 text-sm text-danger shadow-float"
        >
          {problem}
        </p>
      )}
    </div>
  );
}
