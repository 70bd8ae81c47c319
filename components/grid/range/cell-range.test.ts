import { expect, test } from "vitest";
import { boundsOf, EMPTY_RANGE, isSingleCell, type RangeAction, rangeReducer } from "./cell-range";
import { dataEdge } from "./data-edge";

const after = (...actions: RangeAction[]) => actions.reduce(rangeReducer, EMPTY_RANGE);
const at = (row: number, column: number) => ({ row, column });

test("a move makes one cell active, and the range is that cell", () => {
  const state = after({ type: "move", to: at(3, 2) });
  expect(state.active).toEqual(at(3, 2));
  expect(isSingleCell(boundsOf(state, 10, 5))).toBe(true);
});

test("only what somebody did makes a cell chosen", () => {
  expect(after({ type: "shift", rows: 3 }, { type: "collapse" }).chosen).toBe(false);
  expect(after({ type: "move", to: at(0, 0) }).chosen).toBe(true);
  expect(after({ type: "extend", to: at(1, 0) }, { type: "reset" }).chosen).toBe(false);
});

test("extending keeps the active cell, grows and shrinks again, to any side", () => {
  const start: RangeAction = { type: "move", to: at(3, 2) };
  const grown = after(start, { type: "extend", to: at(5, 4) });
  expect(grown.active).toEqual(at(3, 2));
  expect(boundsOf(grown, 10, 5)).toEqual({ top: 3, bottom: 5, left: 2, right: 4 });
  const turned = after(start, { type: "extend", to: at(5, 4) }, { type: "extend", to: at(1, 0) });
  expect(boundsOf(turned, 10, 5)).toEqual({ top: 1, bottom: 3, left: 0, right: 2 });
});

test("the same corner again is the same state, so that nothing is drawn", () => {
  const state = after({ type: "move", to: at(3, 2) }, { type: "extend", to: at(5, 4) });
  expect(rangeReducer(state, { type: "extend", to: at(5, 4) })).toBe(state);
});

test("a span leaves the active cell where it is; extending afterwards starts from it", () => {
  const all = after({ type: "move", to: at(3, 2) }, { type: "span", from: at(0, 0), to: at(9, 4) });
  expect(all.active).toEqual(at(3, 2));
  expect(boundsOf(all, 10, 5)).toEqual({ top: 0, bottom: 9, left: 0, right: 4 });
  const extended = rangeReducer(all, { type: "extend", to: at(4, 2) });
  expect(boundsOf(extended, 10, 5)).toEqual({ top: 3, bottom: 4, left: 2, right: 2 });
});

test("a walk by Tab remembers where it began, any other move forgets it", () => {
  const tabbed = after(
    { type: "move", to: at(3, 1) },
    { type: "move", to: at(3, 2), byTab: true },
    { type: "move", to: at(3, 3), byTab: true },
  );
  expect(tabbed.tabbedFrom).toBe(1);
  expect(rangeReducer(tabbed, { type: "move", to: at(4, 1) }).tabbedFrom).toBeNull();
});

test("records that come in above push the range down with its records", () => {
  const state = after({ type: "move", to: at(3, 2) }, { type: "extend", to: at(5, 2) }, { type: "shift", rows: 200 });
  expect(boundsOf(state, 1000, 5)).toMatchObject({ top: 203, bottom: 205 });
});

test("what lies beyond the table is drawn in", () => {
  const state = after({ type: "move", to: at(300, 9) });
  expect(boundsOf(state, 10, 5)).toEqual({ top: 9, bottom: 9, left: 4, right: 4 });
});

test.each([
  ["to the end of the filled cells", 0, 1, 2],
  ["over a gap to the next filled one", 2, 1, 5],
  ["from a gap to the next filled one", 3, 1, 5],
  ["to the last place where all is empty", 6, 1, 9],
  ["backwards", 5, -1, 2],
  ["backwards to the first", 2, -1, 0],
  ["not beyond the last", 9, 1, 9],
] as const)("Ctrl with an arrow goes %s", (_, from, step, to) => {
  // filled: 0 1 2 . . 5 6 . . .
  const filled = new Set([0, 1, 2, 5, 6]);
  expect(dataEdge(from, step, 10, (place) => !filled.has(place))).toBe(to);
});
