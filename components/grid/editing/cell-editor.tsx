"use client";

import { use, useEffect, useRef, useState } from "react";
import { jsonOfText } from "@/components/editors/json-text";
import { ValueEditor } from "@/components/editors/value-editor";
import { useSettled } from "@/components/ui/use-settled";
import { cx } from "@/components/ui/cx";
import { kindOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import { CellEditingContext } from "./cell-editing-context";
import { CellProblem } from "./cell-problem";
import { checkValue } from "./check-value";
import { TAKES_KEYS } from "./held-input";
import type { Draft } from "./use-cell-editing";

export interface CellEditorProps {
  table: string;
  column: ColumnInfo;
  row: RecordRow;
}

const ROOMY = new Set(["textarea", "json", "tags"]);

/** The editor of the column's kind, over the cell. Enter and Tab save and go on, Escape gives up, leaving it saves. */
export function CellEditor({ table, column, row }: CellEditorProps) {
  const editing = use(CellEditingContext);
  const box = useRef<HTMLDivElement>(null);
  const typed = editing?.at?.typed;
  const typing = typed !== undefined;
  const { editor } = kindOf(column.kind);
  // Elsewhere one types what is looked for, or one item of several.
  const typesValue = !TAKES_KEYS.has(column.kind) && !(editor === "record" && column.references !== null);
  const [begun] = useState<Draft>(() => {
    const stored = row.values[column.id] ?? null;
    const value = !typing || !typesValue ? stored : editor === "json" ? jsonOfText(typed) : typed;
    return { value, label: row.labels[column.id] ?? null };
  });
  const [draft, setDraft] = useState(begun);
  const [refused, setRefused] = useState<string | null>(null);
  const settled = useSettled(draft);
  useEffect(() => {
    const find = (what: string) => box.current?.querySelector<HTMLElement>(what);
    // Before the buttons of the items of a list; the input behind a choice is none to type in.
    const field = find("input:not([aria-hidden]), textarea") ?? find("button, [role=combobox]");
    field?.focus();
    // The key that opened it is its first character: the next one goes behind it.
    if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text"))
      field.setSelectionRange(typing ? field.value.length : 0, field.value.length);
  }, [typing]);
  if (!editing) return null;

  /** False while something is wrong with it. */
  function take(next: Draft, refocus: boolean): boolean {
    const wrong = checkValue(column, next.value);
    setRefused(wrong);
    if (wrong === null) editing?.finish(next, refocus);
    return wrong === null;
  }

  // As it is typed, but not in the middle of a number: "-" alone is wrong only when nothing follows.
  const problem =
    refused ??
    (settled === draft && (draft !== begun || (typing && typesValue)) ? checkValue(column, draft.value) : null);

  return (
    <div
      ref={box}
      role="presentation"
      className={cx(
        "absolute top-0 z-30 flex min-h-full flex-col justify-center rounded-md bg-surface shadow-float",
        ROOMY.has(editor) ? "min-w-80" : "min-w-48",
        column.align === "end" ? "right-0" : "left-0",
      )}
      style={{ width: "inherit" }}
      data-cell-editor=""
      onKeyDown={(event) => {
        // A list of choices lies elsewhere in the page, and its keys are its own.
        const own = event.target instanceof Node && box.current?.contains(event.target);
        const saves = event.key === "Tab" || (event.key === "Enter" && !(event.shiftKey && ROOMY.has(editor)));
        if (own && (saves || event.key === "Escape")) event.preventDefault();
        if (own && event.key === "Escape") editing.cancel();
        // The grid sees these keys only when the value was taken: it then goes on to the next cell.
        if (!own || !saves || !take(draft, false)) event.stopPropagation();
      }}
      onBlur={(event) => {
        // A list of choices opens outside of the cell, and takes the focus with it.
        const to = event.relatedTarget;
        if (to && !box.current?.contains(to) && !to.closest("[role=listbox],[role=dialog]")) take(draft, false);
      }}
    >
      <ValueEditor
        table={table}
        column={column}
        value={draft.value}
        valueLabel={row.labels[column.id]}
        onChange={(value, label) => {
          setRefused(null);
          setDraft({ value, label: label ?? null });
        }}
        onCommit={(value, label) => void take({ value, label: label ?? draft.label }, true)}
        onCancel={editing.cancel}
        allowEmpty={column.nullable}
        autoFocus={!typing || !typesValue}
        typed={typed}
        size="sm"
        invalid={problem !== null}
        aria-label={`${column.label} of ${row.labels[column.id] ?? row.id}`}
      />
      {problem && <CellProblem>{problem}</CellProblem>}
    </div>
  );
}
