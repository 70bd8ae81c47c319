"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { answered } from "@/components/bulk/bulk-actions";
import type { ActionResult } from "@/lib/action-result";
import { kindOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo, RecordRow } from "@/lib/tables/table-info";

export interface SaveCell {
  (input: {
    table: string;
    id: string;
    column: string;
    value: unknown;
    version: string;
  }): Promise<ActionResult<RecordRow>>;
}

/** Someone else changed the record while it was being edited. */
export interface CellConflict {
  row: RecordRow;
  column: ColumnInfo;
  mine: unknown;
}

interface CellWrite {
  row: RecordRow;
  column: ColumnInfo;
  value: unknown;
  /** Of the record that a foreign key is set to. */
  label?: string | null;
}

export interface CellEditingInput {
  table: string;
  allowed: boolean;
  save: SaveCell;
  /** The record as it is loaded now. */
  rowNow: (id: string) => RecordRow | undefined;
  patchRow: (id: string, change: (row: RecordRow) => RecordRow) => void;
  announce: (sentence: string) => void;
}

/** Edits one cell at a time: shown at once, taken back with a sentence when refused, undone with Ctrl+Z. */
export function useCellEditing({ table, allowed, save, rowNow, patchRow, announce }: CellEditingInput) {
  const [at, setAt] = useState<{ row: string; column: string; typed?: string } | null>(null);
  const [draft, setDraft] = useState<unknown>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [conflict, setConflict] = useState<CellConflict | null>(null);
  const current = useRef<{ row: RecordRow; column: ColumnInfo } | null>(null);
  const label = useRef<string | null>(null);
  const undo = useRef<CellWrite[]>([]);

  const begin = useCallback(
    (row: RecordRow, column: ColumnInfo, typed?: string) => {
      if (!allowed || !column.editable) return;
      current.current = { row, column };
      setDraft(typed ?? row.values[column.id] ?? null);
      label.current = row.labels[column.id] ?? null;
      setProblem(null);
      setAt({ row: row.id, column: column.id, typed });
    },
    [allowed],
  );

  const close = useCallback((refocus = true) => {
    const cell = current.current;
    current.current = null;
    setAt(null);
    setProblem(null);
    if (cell && refocus) focusCell(cell.row.id, cell.column.id);
  }, []);

  const write = useCallback(
    async ({ row, column, value, label }: CellWrite, undoable = true) => {
      const before = row.values[column.id] ?? null;
      const labelBefore = row.labels[column.id] ?? null;
      const key = `${row.id}/${column.id}`;
      const show = (shown: unknown, text: string | null | undefined) =>
        patchRow(row.id, (r) => ({
          ...r,
          values: { ...r.values, [column.id]: shown },
          labels: column.references ? { ...r.labels, [column.id]: text ?? null } : r.labels,
        }));
      const ask = (version: string) => answered(save({ table, id: row.id, column: column.id, value, version }));

      show(value, label);
      setRefused((all) => without(all, key));
      let result = await ask(row.version);
      let theirs = theirRow(result);
      // Somebody changed other columns of the record: this one is still as it was seen.
      if (theirs && same(theirs.values[column.id], before)) {
        result = await ask(theirs.version);
        theirs = theirRow(result);
      }
      if (result.ok) {
        const saved = result.value;
        patchRow(row.id, () => saved);
        if (undoable) undo.current.push({ row: saved, column, value: before, label: labelBefore });
        announce(`${column.label} saved.`);
        return;
      }
      show(before, labelBefore);
      if (theirs) {
        setConflict({ row: theirs, column, mine: value });
        return;
      }
      const message = result.fields[column.id] ?? result.message;
      setRefused((all) => new Map(all).set(key, message));
      announce(`${column.label} was not saved. ${message}`);
    },
    [announce, patchRow, save, table],
  );

  const change = useCallback((value: unknown, chosen?: string) => {
    label.current = chosen ?? null;
    setDraft(value);
  }, []);

  const finish = useCallback(
    (value: unknown, refocus: boolean) => {
      const cell = current.current;
      if (!cell) return;
      const { column } = cell;
      const parsed = parse(column, value);
      if (!parsed.ok) {
        setProblem(parsed.message);
        return;
      }
      const row = rowNow(cell.row.id) ?? cell.row;
      close(refocus);
      if (!same(value, cell.row.values[column.id])) {
        void write({ row: { ...row, version: cell.row.version }, column, value: value ?? null, label: label.current });
      }
    },
    [close, rowNow, write],
  );
  const commit = useCallback((given?: unknown) => finish(given === undefined ? draft : given, true), [draft, finish]);
  /** The focus has gone elsewhere already, perhaps into another cell's editor. */
  const leave = useCallback(() => finish(draft, false), [draft, finish]);

  const undoLast = useCallback(() => {
    const last = undo.current.pop();
    if (!last) return;
    const row = rowNow(last.row.id) ?? last.row;
    void write({ ...last, row: { ...row, version: last.row.version } }, false);
  }, [rowNow, write]);

  const settle = useCallback(
    (choice: "theirs" | "mine") => {
      if (!conflict) return;
      setConflict(null);
      patchRow(conflict.row.id, () => conflict.row);
      if (choice === "mine") void write({ row: conflict.row, column: conflict.column, value: conflict.mine });
    },
    [conflict, patchRow, write],
  );

  return useMemo(
    () => ({
      allowed,
      at,
      draft,
      problem,
      refused,
      conflict,
      begin,
      change,
      commit,
      leave,
      cancel: close,
      undoLast,
      settle,
    }),
    [allowed, at, draft, problem, refused, conflict, begin, change, commit, leave, close, undoLast, settle],
  );
}

export type CellEditing = ReturnType<typeof useCellEditing>;

export function focusCell(row: string, column: string): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${row}/${column}`)}"]`)?.focus(),
  );
}

/** The schema's own rules, before the server is asked. */
function parse(column: ColumnInfo, value: unknown): { ok: true } | { ok: false; message: string } {
  if (value === null || value === undefined || value === "") {
    if (value === "" && (column.kind === "text" || column.kind === "longText")) return { ok: true };
    return column.nullable ? { ok: true } : { ok: false, message: "Must not be empty." };
  }
  const result = kindOf(column.kind).parser(column).safeParse(value);
  return result.success ? { ok: true } : { ok: false, message: result.error.issues[0]?.message ?? "Invalid value." };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** The record as someone else left it, where that is why the write was refused. */
function theirRow(result: ActionResult<RecordRow>): RecordRow | undefined {
  return !result.ok && result.code === "CONFLICT" ? (result.details.row as RecordRow | undefined) : undefined;
}

function without(all: ReadonlyMap<string, string>, key: string): ReadonlyMap<string, string> {
  if (!all.has(key)) return all;
  const rest = new Map(all);
  rest.delete(key);
  return rest;
}
