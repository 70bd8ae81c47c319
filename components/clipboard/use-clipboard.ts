"use client";

import type { ClipboardEvent } from "react";
import { boundsOf, type RangeBounds } from "@/components/grid/range/cell-range";
import type { CellRange } from "@/components/grid/range/use-cell-range";
import type { Records } from "@/components/grid/records/use-records";
import type { CellWrite } from "@/components/grid/editing/use-cell-writes";
import type { GridColumn } from "@/components/grid/columns/use-grid-columns";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { type ClipboardCell, copiedCells, copiedRange } from "./copied-range";
import { parseText } from "./parse-text";
import { type Block, blockCell, placeBlock, squared } from "./place-block";
import type { RangeWrites } from "./use-range-writes";
import { MOST_ROWS, type Reach, useReach } from "./use-reach";
import { valueOfText } from "./value-of-text";
import { writeClipboard } from "./write-clipboard";
import { counted, number } from "@/lib/model/locale";

export interface ClipboardInput {
  source: Records;
  columns: GridColumn[];
  range: CellRange;
  mayEdit: boolean;
  write: RangeWrites["write"];
  announce: (sentence: string) => void;
}

/** Copy, cut and paste of the range, filling and clearing it. */
export function useClipboard({ source, columns, range, mayEdit, write, announce }: ClipboardInput) {
  const { rows, ensureRows } = source;
  const { bounds } = range;
  const { isWhole, reach, refuse } = useReach(source, range, columns.length);

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

  async function clear(): Promise<void> {
    const reached = mayEdit ? await reach("cleared") : null;
    if (!reached) return;
    const { cells, notice } = cellsOf(reached.rows, reached.bounds, (_, c) => {
      const info = columns[c]?.info;
      return { value: info?.kind === "array" && !info.nullable ? [] : null };
    });
    await write("clear", cells, notice);
  }

  /** Repeats the cells of `from` all over `to`. */
  function fill(from: RangeBounds, to: RangeBounds, all = rows): void {
    if (!mayEdit) return;
    const [height, width] = [from.bottom - from.top + 1, from.right - from.left + 1];
    const wrap = (n: number, start: number, size: number) => start + ((((n - start) % size) + size) % size);
    const { cells, notice } = cellsOf(all, to, (r, c) => {
      const inside = r >= from.top && r <= from.bottom && c >= from.left && c <= from.right;
      const [row, info] = [all[wrap(r, from.top, height)], columns[wrap(c, from.left, width)]?.info];
      return inside || !row || !info ? undefined : { value: row.values[info.id] ?? null, label: row.labels[info.id] };
    });
    void write("fill", cells, notice);
  }

  /** The first row of the range goes to the others; a single row takes what stands above it. */
  async function fillDown(): Promise<void> {
    const reached = mayEdit ? await reach("filled") : null;
    if (!reached) return;
    const { bounds: within } = reached;
    const top = within.top === within.bottom ? within.top - 1 : within.top;
    if (top >= 0) fill({ ...within, top, bottom: top }, { ...within, top }, reached.rows);
  }

  function copied({ rows: all, bounds: within }: Reach) {
    const shown = columns.slice(within.left, within.right + 1).map(({ info }) => info);
    const count = (within.bottom - within.top + 1) * shown.length;
    announce(`${counted(count, "cell")} copied.`);
    return copiedRange(all.slice(within.top, within.bottom + 1), shown);
  }

  /** Answers whether it was copied. What has to be loaded first comes after the event, by the other way. */
  async function copy(event: ClipboardEvent): Promise<boolean> {
    if (!isOfGrid(event)) return false;
    event.preventDefault();
    if (isWhole) return writeClipboard(reach("copied"), copied, announce);
    if (bounds.bottom - bounds.top + 1 > MOST_ROWS) return refuse("copied") !== null;
    const { plain, html } = copied({ rows, bounds });
    event.clipboardData.setData("text/plain", plain);
    event.clipboardData.setData("text/html", html);
    return true;
  }

  async function paste(block: Block<ClipboardCell>): Promise<void> {
    const reached = await reach("pasted into");
    if (!reached) return;
    const covered = placeBlock(block, reached.bounds);
    const wanted = covered.bottom - covered.top + 1;
    if (wanted > MOST_ROWS) {
      const most = number(MOST_ROWS);
      return write("paste", [], `At most ${most} rows can be pasted at once; these are ${number(wanted)}.`);
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
    clear: () => void clear(),
    fill,
    fillDown: () => void fillDown(),
    onCopy: (event: ClipboardEvent) => void copy(event),
    onCut: (event: ClipboardEvent) => void copy(event).then((done) => (done ? clear() : undefined)),
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
  return [
    ...(r > 0 ? [`The table ends ${counted(r, "row")} before the pasted ones do.`] : []),
    ...(c > 0 ? [`${counted(c, "column")} did not fit.`] : []),
  ];
}
