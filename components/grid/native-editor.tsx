"use client";

import { type FocusEvent, type KeyboardEvent, use, useEffect, useRef } from "react";
import { fromLocalInput, toLocalInput } from "@/components/editors/timestamp-text";
import { CONTROL, CONTROL_HEIGHT } from "@/components/ui/control-class";
import { cx } from "@/components/ui/cx";
import type { CellEditorProps } from "./cell-editor";
import { CellEditingContext } from "./cell-editing-context";

/** Kinds whose editor is a field of the browser's own, into which nobody but a person can type. */
export const NATIVE_KINDS = new Set(["date", "timestamp"]);

/**
 * A date's or a time's editor that needs no code but this: what is typed before the cell's own editor is there could not
 * be handed over to it, half a date being no value. The field lets nothing pass that is none; the server judges the rest.
 */
export function NativeEditor({ column, row }: CellEditorProps) {
  const editing = use(CellEditingContext);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  if (!editing) return null;
  const stored = row.values[column.id];
  const timed = column.kind === "timestamp";
  const shown = timed ? toLocalInput(stored, column.withTimeZone) : typeof stored === "string" ? stored : "";

  function take(): void {
    const input = field.current;
    const unfinished = !input || input.validity.badInput || (input.value === "" && !column.nullable);
    if (unfinished || input.value === shown) return editing?.cancel();
    const value = timed ? fromLocalInput(input.value, column.withTimeZone) : input.value || null;
    editing?.finish({ value, label: null }, false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const saves = event.key === "Tab" || event.key === "Enter";
    if (saves || event.key === "Escape") event.preventDefault();
    if (event.key === "Escape") editing?.cancel();
    // The grid sees these keys once the value was taken, and goes on to the next cell.
    if (saves) take();
    else event.stopPropagation();
  }

  return (
    <input
      ref={field}
      type={timed ? "datetime-local" : "date"}
      step={timed ? 1 : undefined}
      max={timed ? "9999-12-31T23:59:59" : "9999-12-31"}
      defaultValue={shown}
      aria-label={`${column.label} of ${row.labels[column.id] ?? row.id}`}
      data-cell-editor=""
      className={cx(
        CONTROL,
        CONTROL_HEIGHT.sm,
        "absolute inset-y-0 left-0 z-30 my-auto min-w-48 bg-surface tabular shadow-float",
      )}
      onKeyDown={onKeyDown}
      onBlur={(event: FocusEvent) => {
        if (event.relatedTarget) take();
      }}
    />
  );
}
