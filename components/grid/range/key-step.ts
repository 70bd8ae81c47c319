import { type CellPlace, clampPlace } from "./cell-range";
import { dataEdge } from "./data-edge";

export interface Key {
  key: string;
  shift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  command: boolean;
}

export interface KeyGround {
  rows: number;
  columns: number;
  /** Rows that fit on the screen. */
  page: number;
  isEmpty: (place: CellPlace) => boolean;
}

/** Where a key of movement leads from a cell; undefined for every other key. */
export function keyStep({ key, command }: Key, from: CellPlace, ground: KeyGround): CellPlace | undefined {
  const to = target(key, command, from, ground);
  return to && clampPlace(to, ground.rows, ground.columns);
}

function target(key: string, command: boolean, { row, column }: CellPlace, ground: KeyGround): CellPlace | undefined {
  const { rows, columns, page, isEmpty } = ground;
  const along = (step: 1 | -1) => ({
    row,
    column: dataEdge(column, step, columns, (c) => isEmpty({ row, column: c })),
  });
  const down = (step: 1 | -1) => ({ row: dataEdge(row, step, rows, (r) => isEmpty({ row: r, column })), column });
  switch (key) {
    case "ArrowUp":
      return command ? down(-1) : { row: row - 1, column };
    case "ArrowDown":
      return command ? down(1) : { row: row + 1, column };
    case "ArrowLeft":
      return command ? along(-1) : { row, column: column - 1 };
    case "ArrowRight":
      return command ? along(1) : { row, column: column + 1 };
    case "Home":
      return { row: command ? 0 : row, column: 0 };
    case "End":
      return { row: command ? rows - 1 : row, column: columns - 1 };
    case "PageUp":
      return { row: row - page, column };
    case "PageDown":
      return { row: row + page, column };
  }
  return undefined;
}
