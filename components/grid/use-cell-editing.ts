"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { useToasts } from "@/components/ui/use-toasts";
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
  const undo = useRef<CellWrite[]>([]);
  const toasts = useToasts();

  const begin = useCallback(
    (row: RecordRow, column: ColumnInfo, typed?: string) => {
      if (!allowed || !column.editable) return;
      current.current = { row, column };
      setDraft(typed ?? row.values[column.id] ?? null);
      setProblem(null);
      setAt({ row: row.id, column: column.id, typed });
    },
    [allowed],
  );

  const close = useCallback(() => {
    const cell = current.current;
    current.current = null;
    setAt(null);
    setProblem(null);
    if (cell) focusCell(cell.row.id, cell.column.id);
  }, []);

  const write = useCallback(
    async ({ row, column, value }: CellWrite, undoable = true) => {
      const before = row.values[column.id] ?? null;
      const key = `${row.id}/${column.id}`;
      patchRow(row.id, (r) => ({ ...r, values: { ...r.values, [column.id]: value } }));
      setRefused((all) => without(all, key));
      const result = await answered(save({ table, id: row.id, column: column.id, value, version: row.version }));
      if (result.ok) {
        patchRow(row.id, () => result.value);
        if (undoable) undo.current.push({ row: result.value, column, value: before });
        announce(`${column.label} saved.`);
        return;
      }
      patchRow(row.id, (r) => ({ ...r, values: { ...r.values, [column.id]: before } }));
      const theirs = result.code === "CONFLICT" ? (result.details.row as RecordRow | undefined) : undefined;
      if (theirs) {
        setConflict({ row: theirs, column, mine: value });
        return;
      }
      const message = result.fields[column.id] ?? result.message;
      setRefused((all) => new Map(all).set(key, message));
      announce(`${column.label} was not saved. ${message}`);
      toasts.show({ title: `${column.label} was not saved`, description: message, tone: "danger" });
    },
    [announce, patchRow, save, table, toasts],
  );

  const commit = useCallback(
    (given?: unknown) => {
      const cell = current.current;
      if (!cell) return;
      const { column } = cell;
      const value = given === undefined ? draft : given;
      const parsed = parse(column, value);
      if (!parsed.ok) {
        setProblem(parsed.message);
        return;
      }
      const row = rowNow(cell.row.id) ?? cell.row;
      close();
      if (JSON.stringify(value ?? null) !== JSON.stringify(cell.row.values[column.id] ?? null)) {
        void write({ row: { ...row, version: cell.row.version }, column, value: value ?? null });
      }
    },
    [close, draft, rowNow, write],
  );

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
      change: setDraft,
      commit,
      cancel: close,
      undoLast,
      settle,
    }),
    [allowed, at, draft, problem, refused, conflict, begin, commit, close, undoLast, settle],
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

function without(all: ReadonlyMap<string, string>, key: string): ReadonlyMap<string, string> {
  if (!all.has(key)) return all;
  const rest = new Map(all);
  rest.delete(key);
  return rest;
}

async function answered<T>(call: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  return call.catch(
    () =>
      ({ ok: false, code: "FAILED", message: "The server could not be reached.", fields: {}, details: {} }) as const,
  );
}
