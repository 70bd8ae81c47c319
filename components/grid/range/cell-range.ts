/**
 * Places among the loaded records and the shown columns, from 0. A corner of a range may lie in the row ±Infinity: the
 * range reaches to the first or the last record, loaded or not.
 */
export interface CellPlace {
  row: number;
  column: number;
}

/** Inclusive on all sides. */
export interface RangeBounds {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** One cell has the focus; the range is what lies between `anchor` and `end`, and `active` is inside of it. */
export interface RangeState {
  active: CellPlace;
  anchor: CellPlace;
  end: CellPlace;
  /** Where a walk by Tab began: Enter goes on below it, as in spreadsheets. */
  tabbedFrom: number | null;
  /** Somebody went there: before that, the active cell is only where Tab would enter. */
  chosen: boolean;
}

export type RangeAction =
  | { type: "move"; to: CellPlace; byTab?: boolean }
  /** The far corner follows the pointer or Shift with an arrow; the active cell stays. */
  | { type: "extend"; to: CellPlace }
  | { type: "span"; from: CellPlace; to: CellPlace }
  | { type: "collapse" }
  /** Records came in above. */
  | { type: "shift"; rows: number }
  | { type: "reset" };

const ORIGIN: CellPlace = { row: 0, column: 0 };
export const EMPTY_RANGE: RangeState = { active: ORIGIN, anchor: ORIGIN, end: ORIGIN, tabbedFrom: null, chosen: false };

export function rangeReducer(state: RangeState, action: RangeAction): RangeState {
  switch (action.type) {
    case "move": {
      const tabbedFrom = action.byTab ? (state.tabbedFrom ?? state.active.column) : null;
      return { active: action.to, anchor: action.to, end: action.to, tabbedFrom, chosen: true };
    }
    case "extend":
      // The same corner again, as a moving pointer says many times: nothing is drawn for it.
      if (same(state.end, action.to) && same(state.anchor, state.active)) return state;
      return { active: state.active, anchor: state.active, end: action.to, tabbedFrom: null, chosen: true };
    case "span":
      return { ...state, anchor: action.from, end: action.to, tabbedFrom: null, chosen: true };
    case "collapse":
      return { ...state, anchor: state.active, end: state.active, tabbedFrom: null };
    case "shift": {
      // What reaches to the first or the last record, wherever that is, still does.
      const moved = ({ row, column }: CellPlace) => ({
        row: Number.isFinite(row) ? Math.max(0, row + action.rows) : row,
        column,
      });
      return { ...state, active: moved(state.active), anchor: moved(state.anchor), end: moved(state.end) };
    }
    case "reset":
      return EMPTY_RANGE;
  }
}

/** What the range covers of a table of this size; places beyond it are drawn in. */
export function boundsOf(
  { anchor, end }: Pick<RangeState, "anchor" | "end">,
  rows: number,
  columns: number,
): RangeBounds {
  const [a, b] = [clampPlace(anchor, rows, columns), clampPlace(end, rows, columns)];
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

export function isSingleCell({ top, left, bottom, right }: RangeBounds): boolean {
  return top === bottom && left === right;
}

export function holds({ top, left, bottom, right }: RangeBounds, { row, column }: CellPlace): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** The range stretched to a place, along the axis on which that lies further away. */
export function grownTo(bounds: RangeBounds, { row, column }: CellPlace): RangeBounds {
  const { top, left, bottom, right } = bounds;
  const [down, up, ahead, back] = [row - bottom, top - row, column - right, left - column];
  const furthest = Math.max(down, up, ahead, back);
  if (furthest <= 0) return bounds;
  if (furthest === down) return { ...bounds, bottom: row };
  if (furthest === up) return { ...bounds, top: row };
  return furthest === ahead ? { ...bounds, right: column } : { ...bounds, left: column };
}

export function clampPlace({ row, column }: CellPlace, rows: number, columns: number): CellPlace {
  return { row: clamp(row, rows), column: clamp(column, columns) };
}

const clamp = (n: number, length: number) => Math.max(0, Math.min(n, length - 1));
const same = (a: CellPlace, b: CellPlace) => a.row === b.row && a.column === b.column;
