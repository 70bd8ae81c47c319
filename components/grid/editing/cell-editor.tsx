"use client";

import { Suspense, use, useRef, useState } from "react";
import { KindEditor } from "@/components/editors/value-editor";
import { failureOf } from "@/components/http/request-failure";
import { cx } from "@/components/ui/cx";
import { Attempt } from "@/components/ui/failure/attempt";
import { useDebounced } from "@/components/ui/use-debounced";
import type { KindId } from "@/lib/tables/kinds/kind-info";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import { CellEditingContext } from "./cell-editing-context";
import { CellProblem } from "./cell-problem";
import { checkValue } from "./check-value";
import { Focused } from "./focused";
import { TypedChoice } from "./typed-choice";
import { typingOf, valueOfTyped } from "./typed-value";
import type { Draft } from "./use-cell-writes";
import { WaitingSearch } from "./waiting-search";

export interface CellEditorProps {
  table: string;
  column: ColumnInfo;
  row: RecordRow;
}

const ROOMY = new Set<KindId>(["longText", "json", "array"]);

/** The editor of the column's kind, over the cell. Enter and Tab save and go on, Escape gives up, leaving it saves. */
export function CellEditor({ table, column, row }: CellEditorProps) {
  const editing = use(CellEditingContext);
  const box = useRef<HTMLDivElement>(null);
  const typed = editing?.at?.typed;
  const typing = typingOf(column);
  const [stored] = useState<Draft>({ value: row.values[column.id] ?? null, label: row.labels[column.id] ?? null });
  const [begun] = useState<Draft>(() => {
    if (typed !== undefined) return { ...stored, value: valueOfTyped(column, stored.value, typed) };
    return editing?.at?.unsaved ?? stored;
  });
  const [draft, setDraft] = useState(begun);
  /** What is typed to find a value by, also while the list that finds it loads. */
  const [text, setText] = useState(typed ?? "");
  const [byText, setByText] = useState(typed !== undefined);
  const [refused, setRefused] = useState<string | null>(null);
  const debounced = useDebounced(draft);
  if (!editing) return null;

  /** False while something is wrong with it. */
  function take(next: Draft, refocus: boolean): boolean {
    const wrong = checkValue(column, next.value);
    setRefused(wrong);
    if (wrong === null) editing?.finish(next, refocus);
    return wrong === null;
  }
  function change(value: unknown, label?: string): void {
    setRefused(null);
    setDraft({ value, label: label ?? null });
  }
  function search(next: string): void {
    setText(next);
    setByText(true);
    if (typing === "choice") change(next.trim() ? valueOfTyped(column, stored.value, next) : stored.value);
  }

  // As it is typed, but not in the middle of a number: "-" alone is wrong only when nothing follows.
  const judged = debounced === draft && (draft !== begun || (typed !== undefined && typing !== "search"));
  const problem = refused ?? (judged ? checkValue(column, draft.value) : null);

  const field = {
    table,
    column,
    value: draft.value,
    valueLabel: begun.label,
    onChange: change,
    onCommit: (value: unknown, label?: string) => void take({ value, label: label ?? draft.label }, true),
    onCancel: editing.cancel,
    allowEmpty: column.nullable,
    autoFocus: typed === undefined || typing === "search",
    typed: typing === "search" ? text || undefined : typed,
    size: "sm" as const,
    invalid: problem !== null,
    "aria-label": `${column.label} of ${row.labels[column.id] ?? row.id}`,
  };
  const Waiting = typing === "choice" ? TypedChoice : WaitingSearch;
  const waiting = (
    <Focused typed={byText}>
      <Waiting {...field} autoFocus={false} text={text} onText={search} />
    </Focused>
  );

  /** A choice can do without; the search says what it lacks. */
  const withoutList = (error: unknown) => (
    <>
      {waiting}
      {typing === "search" && <CellProblem>{`${failureOf(error).message} Type on to try again.`}</CellProblem>}
    </>
  );

  return (
    <div
      ref={box}
      role="presentation"
      className={cx(
        "absolute top-0 z-30 flex min-h-full flex-col justify-center rounded-md bg-surface shadow-float",
        ROOMY.has(column.kind) ? "min-w-80" : "min-w-48",
        column.align === "end" ? "right-0" : "left-0",
      )}
      style={{ width: "inherit" }}
      data-cell-editor=""
      onKeyDown={(event) => {
        // A list of choices lies elsewhere in the page, and its keys are its own.
        const own = event.target instanceof Node && box.current?.contains(event.target);
        const breaks = event.shiftKey && (ROOMY.has(column.kind) || event.target instanceof HTMLTextAreaElement);
        const saves = event.key === "Tab" || (event.key === "Enter" && !breaks);
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
      {typing === "choice" && byText ? (
        waiting
      ) : (
        <Attempt again={text} fallback={withoutList}>
          <Suspense fallback={waiting}>
            <Focused typed={byText}>
              <KindEditor {...field} />
            </Focused>
          </Suspense>
        </Attempt>
      )}
      {problem && <CellProblem>{problem}</CellProblem>}
    </div>
  );
}
