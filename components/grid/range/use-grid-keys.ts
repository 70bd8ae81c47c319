"use client";

import type { KeyboardEvent } from "react";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { clampPlace, isSingleCell } from "./cell-range";
import { isEmptyValue } from "@/components/values/cell-value";
import { keyStep } from "./key-step";
import type { CellEditing } from "@/components/grid/editing/use-cell-editing";
import type { Undo } from "@/components/grid/editing/use-undo";
import type { CellRange } from "./use-cell-range";
import type { GridColumn } from "@/components/grid/columns/use-grid-columns";

export interface GridKeysInput {
  rows: RecordRow[];
  columns: GridColumn[];
  range: CellRange;
  editing: CellEditing;
  undo: Undo;
  clipboard: { clear: () => void; fillDown: () => void };
  /** Whether there are records beyond the first and the last one that are loaded. */
  further: { first: boolean; last: boolean };
  /** Goes there. */
  jump: (edge: "first" | "last") => void;
  /** Selects every record that matches, for a bulk edit. */
  onSelectAll: () => void;
  /** Rows that fit on the screen. */
  pageSize: () => number;
  /** Selects records for a bulk edit, or takes them out of the selection. */
  onSelectRows: (from: number, to: number) => void;
  onSelectPage: () => void;
  onClear: () => void;
  onHelp: () => void;
  onOpen: (id: string) => void;
}

/** The keys of the grid, as in spreadsheets and in the WAI-ARIA grid pattern; `key-sheet.tsx` lists them. */
export function useGridKeys(input: GridKeysInput) {
  const {
    rows,
    columns,
    range,
    editing,
    undo,
    clipboard,
    further,
    jump,
    onSelectAll,
    pageSize,
    onSelectRows,
    onSelectPage,
    onClear,
    onHelp,
    onOpen,
  } = input;
  const { active, bounds, state } = range;

  /** Enter and Tab, in a cell or out of an editor that has saved. Answers whether there was somewhere to go. */
  function advance(key: string, back: boolean): boolean {
    const by = back ? -1 : 1;
    const byTab = key === "Tab";
    const row = byTab ? active.row : active.row + by;
    const column = byTab ? active.column + by : (state.tabbedFrom ?? active.column);
    // At the end of a row Tab leaves the grid: the keyboard is no trap.
    if (column < 0 || column >= columns.length) return false;
    range.move({ row: Math.max(0, Math.min(row, rows.length - 1)), column }, byTab);
    return true;
  }

  /** Whole columns, also of records that are not loaded. */
  function span(left: number, right: number): void {
    const top = further.first ? Number.NEGATIVE_INFINITY : 0;
    const bottom = further.last ? Number.POSITIVE_INFINITY : rows.length - 1;
    range.dispatch({ type: "span", from: { row: top, column: left }, to: { row: bottom, column: right } });
  }

  /** Ctrl with Home or End, where that leads beyond what is loaded. Answers whether it does. */
  function beyond(key: string, shift: boolean): boolean {
    const edge = key === "Home" ? "first" : key === "End" ? "last" : null;
    if (!edge || !further[edge]) return false;
    const corner =
      edge === "first"
        ? { row: Number.NEGATIVE_INFINITY, column: 0 }
        : { row: Number.POSITIVE_INFINITY, column: columns.length - 1 };
    if (shift) range.extend(corner);
    else jump(edge);
    return true;
  }

  function command(key: string, shift: boolean): boolean {
    if (key === "a") {
      span(0, columns.length - 1);
      if (further.first || further.last) onSelectAll();
    } else if (key === " " && shift) onSelectPage();
    else if (key === " ") span(bounds.left, bounds.right);
    else if (key === "y" || (key === "z" && shift)) undo.redo();
    else if (key === "d") clipboard.fillDown();
    else if (key === "enter" && rows[active.row]) onOpen(rows[active.row]?.id ?? "");
    else if (key === "z") undo.undo();
    else return false;
    return true;
  }

  function plain(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    const [record, info] = [rows[active.row], columns[active.column]?.info];
    if (key === "Tab" || (key === "Enter" && shiftKey)) return advance(key, shiftKey);
    if (key === " ") onSelectRows(bounds.top, bounds.bottom);
    else if (key === "Escape" && isSingleCell(bounds)) onClear();
    else if (key === "Escape") range.dispatch({ type: "collapse" });
    else if (key === "?") onHelp();
    else if (key === "Delete" || key === "Backspace") clipboard.clear();
    else if (!record || !info) return false;
    else if (key === "F2" || key === "Enter") {
      if (!editing.begin(record, info) && key === "Enter") advance(key, false);
    } else if (key.length === 1) editing.begin(record, info, key);
    else return false;
    return true;
  }

  return function onKeyDown(event: KeyboardEvent): void {
    const { target, key, shiftKey } = event;
    if (!(target instanceof HTMLElement) || event.nativeEvent.isComposing) return;
    // An open editor keeps its keys, but for those with which it has just saved.
    if (target.closest("[data-cell-editor]")) {
      if (!advance(key, shiftKey)) range.move(active);
      return;
    }
    // Keys of the header's buttons and the checkboxes are their own.
    if (!target.matches("[data-cell]") || event.altKey) return;
    const pressed = { key, shift: shiftKey, command: event.ctrlKey || event.metaKey };
    if (pressed.command && beyond(key, shiftKey)) return event.preventDefault();
    const from = clampPlace(shiftKey ? state.end : active, rows.length, columns.length);
    const to = keyStep(pressed, from, {
      rows: rows.length,
      columns: columns.length,
      page: pageSize(),
      isEmpty: ({ row, column }) => isEmptyValue(rows[row]?.values[columns[column]?.info.id ?? ""]),
    });
    if (to && shiftKey) range.extend(to);
    else if (to) range.move(to);
    else if (!(pressed.command ? command(key.toLowerCase(), shiftKey) : plain(event))) return;
    event.preventDefault();
  };
}
