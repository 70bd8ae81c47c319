import type { RangeBounds } from "@/components/grid/range/cell-range";

/** A block of pasted cells, all rows of the same width. */
export type Block<T> = readonly (readonly T[])[];

/**
 * Which cells a block covers when it is pasted into a range, as in spreadsheets: a single value fills the range, a block
 * repeats where the range is a multiple of it, and otherwise lies at the range's first corner.
 */
export function placeBlock<T>(block: Block<T>, range: RangeBounds): RangeBounds {
  const [height, width] = sizeOf(block);
  const [rows, columns] = [range.bottom - range.top + 1, range.right - range.left + 1];
  const repeats = rows % height === 0 && columns % width === 0;
  return {
    top: range.top,
    left: range.left,
    bottom: range.top + (repeats ? rows : height) - 1,
    right: range.left + (repeats ? columns : width) - 1,
  };
}

/** What of the block a cell of the covered range gets. */
export function blockCell<T>(block: Block<T>, row: number, column: number): T | undefined {
  const [height, width] = sizeOf(block);
  return block[row % height]?.[column % width];
}

/** Rows of different length get `empty` cells at their end. */
export function squared<T>(rows: readonly (readonly T[])[], empty: T): Block<T> {
  const width = Math.max(1, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => empty)]);
}

const sizeOf = (block: Block<unknown>): [height: number, width: number] => [
  Math.max(1, block.length),
  Math.max(1, block[0]?.length ?? 1),
];
