"use client";

import type { ClipboardEvent } from "react";
import { boundsOf, type RangeBounds } from "@/components/grid/cell-range";
import type { CellRange } from "@/components/grid/use-cell-range";
import type { CellWrite } from "@/components/grid/use-cell-writes";
import type { GridColumn } from "@/components/grid/use-grid-columns";
import type { RecordRow } from "@/lib/tables/table-info";
import { type ClipboardCell, copiedCells, copiedRange } from "./copied-range";
import { parseText } from "./parse-text";
import { type Block, blockCell, placeBlock, squared } from "./place-block";
import type { RangeOrigin, RangeWrites } from "./use-range-writes";
import { valueOfText } from "./value-of-text";

export interface ClipboardInput {
  rows: RecordRow[];
  columns: GridColumn[];
  range: CellRange;
  mayEdit: boolean;
  write: RangeWrites["write"];
  /** Loads records until there are that many, or no more; answers them. */
  ensureRows: (wanted: number) => Promise<RecordRow[]>;
  announce: (sentence: string) => void;
}

/** Records that one paste may cover, as the server's plan has it. */
const MOST_ROWS = 10_000;

/** Copy, cut and paste of the range, filling and clearing it. */
export function useClipboard({ rows, columns, range, mayEdit, write, ensureRows, announce }: ClipboardInput) {
  const { bounds } = range;

  /** Every editable cell that `bounds` covers, with what it gets; and in words what was left out. */
  function cellsOf(all: RecordRow[], within: RangeBounds, valueAt: (r: number, c: number) => Given | undefined) {
    const cells: CellWrite[] = [];
    const fixed = new Set<string>();
    for (let r = within.top; r <= Math.min(within.bottom, all.length - 1); r += 1) {
      for (let c = within.left; c <= Math.min(within.right, columns.length - 1); c += 1) {
        const [row, column] = [all[r], columns[c]?.info];
        const given = valueAt(r, c);
        if (!row || !column || !given) continue;
        if (column.editable) cells.push({ row, column, ...given });
        else fixed.add(column.label);
      }
    }
    const notice = fixed.size > 0 ? `${[...fixed].join(", ")} can't be edited and was left out.` : null;
    return { cells, notice };
  }

  function start(origin: RangeOrigin, within: RangeBounds, valueAt: (r: number, c: number) => Given | undefined): void {
    if (!mayEdit) return;
    const { cells, notice } = cellsOf(rows, within, valueAt);
    void write(origin, cells, notice);
  }

  function clear(): void {
    start("clear", bounds, (_, c) => {
      const info = columns[c]?.info;
      return { value: info?.kind === "array" && !info.nullable ? [] : null };
    });
  }

  /** Repeats the cells of `from` all over `to`. */
  function fill(from: RangeBounds, to: RangeBounds): void {
    const [height, width] = [from.bottom - from.top + 1, from.right - from.left + 1];
    const wrap = (n: number, start: number, size: number) => start + ((((n - start) % size) + size) % size);
    start("fill", to, (r, c) => {
      const inside = r >= from.top && r <= from.bottom && c >= from.left && c <= from.right;
      const [source, info] = [rows[wrap(r, from.top, height)], columns[wrap(c, from.left, width)]?.info];
      return inside || !source || !info
        ? undefined
        : { value: source.values[info.id] ?? null, label: source.labels[info.id] };
    });
  }

  /** The first row of the range goes to the others; a single row takes what stands above it. */
  function fillDown(): void {
    const single = bounds.top === bounds.bottom;
    const top = single ? bounds.top - 1 : bounds.top;
    if (top >= 0) fill({ ...bounds, top, bottom: top }, { ...bounds, top });
  }

  function copy(event: ClipboardEvent): boolean {
    if (!isOfGrid(event)) return false;
    event.preventDefault();
    const shown = columns.slice(bounds.left, bounds.right + 1).map(({ info }) => info);
    const { plain, html } = copiedRange(rows.slice(bounds.top, bounds.bottom + 1), shown);
    event.clipboardData.setData("text/plain", plain);
    event.clipboardData.setData("text/html", html);
    const count = (bounds.bottom - bounds.top + 1) * shown.length;
    announce(`${count.toLocaleString("en")} ${count === 1 ? "cell" : "cells"} copied.`);
    return true;
  }

  async function paste(block: Block<ClipboardCell>): Promise<void> {
    const covered = placeBlock(block, bounds);
    const wanted = covered.bottom - covered.top + 1;
    if (wanted > MOST_ROWS) {
      const most = MOST_ROWS.toLocaleString("en");
      return write(
        "paste",
        [],
        `At most ${most} rows can be pasted at once; these are ${wanted.toLocaleString("en")}.`,
      );
    }
    const all = await ensureRows(covered.bottom + 1);
    const { cells, notice } = cellsOf(all, covered, (r, c) => {
      const cell = blockCell(block, r - covered.top, c - covered.left);
      const info = columns[c]?.info;
      if (!cell || !info) return undefined;
      return cell.exact?.kind === info.kind
        ? { value: cell.exact.value, label: cell.text }
        : { value: valueOfText(info, cell.text) };
    });
    const corners = { anchor: corner(covered, "first"), end: corner(covered, "last") };
    const drawn = boundsOf(corners, all.length, columns.length);
    range.dispatch({ type: "span", from: corner(drawn, "first"), to: corner(drawn, "last") });
    await write(
      "paste",
      cells,
      [notice, ...beyond(covered, all.length, columns.length)].filter(Boolean).join(" ") || null,
    );
  }

  return {
    clear,
    fill,
    fillDown,
    onCopy: (event: ClipboardEvent) => void copy(event),
    onCut: (event: ClipboardEvent) => {
      if (copy(event)) clear();
    },
    onPaste: (event: ClipboardEvent) => {
      if (!isOfGrid(event) || !mayEdit) return;
      event.preventDefault();
      const { clipboardData: data } = event;
      const text = data.getData("text/plain");
      const cells =
        copiedCells(data.getData("text/html")) ?? parseText(text).map((row) => row.map((t) => ({ text: t })));
      if (text !== "" || cells.length > 1) void paste(squared<ClipboardCell>(cells, { text: "" }));
    },
  };
}

interface Given {
  value: unknown;
  label?: string | null;
}

/** An open editor and the fields of the page have a clipboard of their own. */
function isOfGrid({ target }: ClipboardEvent): boolean {
  return target instanceof Element && target.matches("[data-cell]");
}

const corner = (bounds: RangeBounds, which: "first" | "last") =>
  which === "first" ? { row: bounds.top, column: bounds.left } : { row: bounds.bottom, column: bounds.right };

/** What did not fit, in sentences. */
function beyond({ bottom, right }: RangeBounds, rows: number, columns: number): string[] {
  const [r, c] = [bottom - rows + 1, right - columns + 1];
  const count = (n: number, word: string) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;
  return [
    ...(r > 0 ? [`The table ends ${count(r, "row")} before the pasted ones do.`] : []),
    ...(c > 0 ? [`${count(c, "column")} did not fit.`] : []),
  ];
}
