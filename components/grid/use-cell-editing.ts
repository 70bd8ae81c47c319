"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { ColumnInfo, RecordRow } from "@/lib/tables/table-info";
import { checkValue } from "./check-value";
import { focusCell } from "./focus-cell";
import { sameValue } from "./same-value";
import type { CellWrites } from "./use-cell-writes";

export interface CellEditingInput {
  allowed: boolean;
  writes: CellWrites;
  /** The record as it is loaded now. */
  rowNow: (id: string) => RecordRow | undefined;
}

/** Edits one cell at a time, in its place. */
export function useCellEditing({ allowed, writes, rowNow }: CellEditingInput) {
  const [at, setAt] = useState<{ row: string; column: string; typed?: string } | null>(null);
  const [draft, setDraft] = useState<unknown>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const current = useRef<{ row: RecordRow; column: ColumnInfo } | null>(null);
  const label = useRef<string | null>(null);
  const { write } = writes;

  /** Opens a cell's editor, with the first key typed where there is one; false where it can't be edited. */
  const begin = useCallback(
    (row: RecordRow, column: ColumnInfo, typed?: string): boolean => {
      if (!allowed || !column.editable) return false;
      current.current = { row, column };
      setDraft(typed ?? row.values[column.id] ?? null);
      label.current = row.labels[column.id] ?? null;
      setProblem(null);
      setAt({ row: row.id, column: column.id, typed });
      return true;
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
  const cancel = useCallback(() => close(), [close]);

  const change = useCallback((value: unknown, chosen?: string) => {
    label.current = chosen ?? null;
    setDraft(value);
  }, []);

  const finish = useCallback(
    (value: unknown, refocus: boolean): boolean => {
      const cell = current.current;
      if (!cell) return false;
      const { column } = cell;
      const wrong = checkValue(column, value);
      setProblem(wrong);
      if (wrong) return false;
      const row = rowNow(cell.row.id) ?? cell.row;
      close(refocus);
      if (sameValue(value, cell.row.values[column.id])) return true;
      // What was on the screen when the editor opened: somebody else's write since then is asked about.
      const seen = {
        ...row,
        version: cell.row.version,
        values: { ...row.values, [column.id]: cell.row.values[column.id] },
      };
      void write({ row: seen, column, value: value ?? null, label: label.current });
      return true;
    },
    [close, rowNow, write],
  );
  /** A value was chosen from a list: saved, and the cell has the focus again. */
  const choose = useCallback((value: unknown) => void finish(value, true), [finish]);
  /** Saves what was typed and leaves the focus to whoever asks; false while something is wrong with it. */
  const commit = useCallback(() => finish(draft, false), [draft, finish]);

  return useMemo(
    () => ({ allowed, at, draft, problem, begin, change, choose, commit, cancel }),
    [allowed, at, draft, problem, begin, change, choose, commit, cancel],
  );
}

export type CellEditing = ReturnType<typeof useCellEditing>;
