"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { sameValue } from "@/lib/tables/kinds/codecs/codec-of";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import { focusCell } from "@/components/grid/range/focus-cell";
import { cellKey, type CellWrites, type Draft } from "./use-cell-writes";

export interface CellEditingInput {
  allowed: boolean;
  writes: CellWrites;
  /** The record as it is loaded now. */
  rowNow: (id: string) => RecordRow | undefined;
}

/** Edits one cell at a time, in its place. */
export function useCellEditing({ allowed, writes, rowNow }: CellEditingInput) {
  const [at, setAt] = useState<{ row: string; column: string; typed?: string; unsaved?: Draft } | null>(null);
  const current = useRef<{ row: RecordRow; column: ColumnInfo } | null>(null);
  const { write, unsaved } = writes;

  /** Opens a cell's editor, with the first key typed where there is one; false where it can't be edited. */
  const begin = useCallback(
    (row: RecordRow, column: ColumnInfo, typed?: string): boolean => {
      if (!allowed || !column.editable) return false;
      current.current = { row, column };
      setAt({ row: row.id, column: column.id, typed, unsaved: unsaved.current.get(cellKey(row.id, column.id)) });
      return true;
    },
    [allowed, unsaved],
  );

  const close = useCallback((refocus = true) => {
    const cell = current.current;
    current.current = null;
    setAt(null);
    if (cell && refocus) focusCell(cell.row.id, cell.column.id);
  }, []);
  const cancel = useCallback(() => close(), [close]);

  /** Takes a value that is right for its column, and leaves the focus to whoever asks unless told otherwise. */
  const finish = useCallback(
    ({ value, label }: Draft, refocus: boolean): void => {
      const cell = current.current;
      if (!cell) return;
      const { column } = cell;
      const row = rowNow(cell.row.id) ?? cell.row;
      close(refocus);
      if (sameValue(column, value, cell.row.values[column.id])) return;
      // What was on the screen when the editor opened: somebody else's write since then is asked about.
      const seen = {
        ...row,
        version: cell.row.version,
        values: { ...row.values, [column.id]: cell.row.values[column.id] },
      };
      void write({ row: seen, column, value: value ?? null, label });
    },
    [close, rowNow, write],
  );

  return useMemo(() => ({ allowed, at, begin, finish, cancel }), [allowed, at, begin, finish, cancel]);
}

export type CellEditing = ReturnType<typeof useCellEditing>;
