"use client";

import type { ClipboardEvent } from "react";
import type { RangeBounds } from "@/components/grid/range/cell-range";
import { loadWhenIdle } from "@/components/ui/overlays/load-when-idle";
import type { CellRange } from "@/components/grid/range/use-cell-range";
import type { Records } from "@/components/grid/records/use-records";
import type { CellWrite } from "@/components/grid/editing/use-cell-writes";
import type { GridColumn } from "@/components/grid/columns/use-grid-columns";
import { emptyOf } from "@/lib/tables/kinds/codecs/codec-of";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { copiedRange, type Given } from "./copied-range";
import type { RangeWrites } from "./use-range-writes";
import { MOST_ROWS, type Reach, useReach } from "./use-reach";
import { counted } from "@/lib/model/locale";

/** Only those who paste need the one, and those who copy what is not loaded the other. */
const loadPaste = () => import("./paste-range");
const loadWrite = () => import("./write-clipboard");
loadWhenIdle(loadPaste);
loadWhenIdle(loadWrite);

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
      return { value: info ? emptyOf(info) : null };
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
    if (isWhole) return (await loadWrite()).writeClipboard(reach("copied"), copied, announce);
    if (bounds.bottom - bounds.top + 1 > MOST_ROWS) return refuse("copied") !== null;
    const { plain, html } = copied({ rows, bounds });
    event.clipboardData.setData("text/plain", plain);
    event.clipboardData.setData("text/html", html);
    return true;
  }

  async function paste(plain: string, html: string): Promise<void> {
    try {
      const { pasteRange } = await loadPaste();
      await pasteRange(plain, html, { reach, ensureRows, cellsOf, columns, range, write });
    } catch {
      await write("paste", [], "The server could not be reached.");
    }
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
      void paste(data.getData("text/plain"), data.getData("text/html"));
    },
  };
}

/** An open editor and the fields of the page have a clipboard of their own. */
function isOfGrid({ target }: ClipboardEvent): boolean {
  return target instanceof Element && target.matches("[data-cell]");
}
