"use client";

import { type KeyboardEvent, useCallback, useState } from "react";
import type { RecordRow } from "@/lib/tables/table-info";
import { focusCell, type CellEditing } from "./use-cell-editing";
import type { GridColumn } from "./use-grid-columns";

export interface GridKeysInput {
  rows: RecordRow[];
  columns: GridColumn[];
  editing: CellEditing;
  /** Rows that fit on the screen. */
  pageSize: () => number;
  scrollToRow: (index: number) => void;
  onSelect: (index: number, range: boolean) => void;
  onSelectPage: () => void;
  onClear: () => void;
}

export interface ActiveCell {
  row: number;
  column: number;
}

/** The active cell and the keys of the WAI-ARIA grid pattern: arrows, Home/End, Page, Space, Enter, F2, typing. */
export function useGridKeys(input: GridKeysInput) {
  const { rows, columns, editing, pageSize, scrollToRow, onSelect, onSelectPage, onClear } = input;
  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0 });

  const move = useCallback(
    (row: number, column: number) => {
      const next = { row: clamp(row, rows.length), column: clamp(column, columns.length) };
      setActive(next);
      scrollToRow(next.row);
      const [record, col] = [rows[next.row], columns[next.column]];
      if (record && col) requestAnimationFrame(() => focusCell(record.id, col.info.id));
      return next;
    },
    [rows, columns, scrollToRow],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of the header's buttons, the checkboxes and an open editor are their own.
    if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-cell]")) return;
    const { row, column } = active;
    const { key, shiftKey } = event;
    const command = event.ctrlKey || event.metaKey;
    const step: Record<string, [number, number]> = {
      ArrowUp: [command ? 0 : row - 1, column],
      ArrowDown: [command ? rows.length - 1 : row + 1, column],
      ArrowLeft: [row, command ? 0 : column - 1],
      ArrowRight: [row, command ? columns.length - 1 : column + 1],
      Home: [command ? 0 : row, 0],
      End: [command ? rows.length - 1 : row, columns.length - 1],
      PageUp: [row - pageSize(), column],
      PageDown: [row + pageSize(), column],
    };
    const to = step[key];
    const [record, info] = [rows[row], columns[column]?.info];
    if (to) {
      const next = move(...to);
      if (shiftKey && next.row !== row) onSelect(next.row, true);
    } else if (key === " ") onSelect(row, shiftKey);
    else if (command && key.toLowerCase() === "a") onSelectPage();
    else if (command && key.toLowerCase() === "z" && !shiftKey) editing.undoLast();
    else if (key === "Escape") onClear();
    else if ((key === "Enter" || key === "F2") && record && info) editing.begin(record, info);
    else if (key.length === 1 && !command && !event.altKey && record && info && TYPED.has(info.kind)) {
      editing.begin(record, info, key);
    } else return;
    event.preventDefault();
  };

  return { active, setActive, onKeyDown };
}

/** Kinds whose editor can begin with the key that was typed. */
const TYPED = new Set(["text", "longText", "integer", "decimal"]);

const clamp = (n: number, length: number) => Math.max(0, Math.min(n, length - 1));
