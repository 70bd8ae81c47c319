import type { RangeBounds } from "@/components/grid/range/cell-range";
import { valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import { counted } from "@/lib/model/locale";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { type ClipboardCell, exactKind, type Given } from "./copied-range";
import { blockCell, placeBlock, squared } from "./place-block";
import { readCells } from "./read-cells";

export interface PastedBlock {
  /** The cells that it covers where it is pasted into a range. */
  covered: (range: RangeBounds) => RangeBounds;
  /** What did not fit into so many rows and columns, in sentences. */
  beyond: (covered: RangeBounds, rows: number, columns: number) => string[];
  /** What a column gets, at a place counted from the corner of what is covered. */
  at: (info: ColumnInfo, row: number, column: number) => Given | undefined;
}

/** Null where nothing can be pasted. */
export function pastedBlock(plain: string, html: string): PastedBlock | null {
  const cells = readCells(plain, html);
  if (cells.length === 0) return null;
  const block = squared<ClipboardCell>(cells, { text: "" });
  return {
    covered: (range) => placeBlock(block, range),
    beyond,
    at: (info, row, column) => {
      const cell = blockCell(block, row, column);
      if (!cell) return undefined;
      const { exact, text } = cell;
      return exact?.kind === exactKind(info) ? { value: exact.value, label: text } : { value: valueOfText(info, text) };
    },
  };
}

function beyond({ bottom, right }: RangeBounds, rows: number, columns: number): string[] {
  const [r, c] = [bottom - rows + 1, right - columns + 1];
  return [
    ...(r > 0 ? [`The table ends ${counted(r, "row")} before the pasted ones do.`] : []),
    ...(c > 0 ? [`${counted(c, "column")} did not fit.`] : []),
  ];
}
