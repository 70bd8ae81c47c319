import { expect, test } from "vitest";
import { Selection } from "@/lib/tables/model/selection";
import {
  CLEARED_BY_FILTER,
  EMPTY_SELECTION,
  isSelected,
  selectedCount,
  type SelectionAction,
  selectionReducer,
  TOO_MANY_LISTED,
  toSelection,
} from "./selection";

const after = (...actions: SelectionAction[]) => actions.reduce(selectionReducer, EMPTY_SELECTION);
const query = { filter: null, search: "" };
const ids = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `r${from + i}`);

test("a toggle selects and deselects one record", () => {
  expect([...after({ type: "toggle", id: "a" }, { type: "toggle", id: "b" }).ids]).toEqual(["a", "b"]);
  expect([...after({ type: "toggle", id: "a" }, { type: "toggle", id: "a" }).ids]).toEqual([]);
});

test("a range grows and shrinks from its anchor and keeps what was selected before", () => {
  const grown = after(
    { type: "toggle", id: "x" },
    { type: "toggle", id: "a" },
    { type: "range", ids: ["a", "b", "c"] },
  );
  expect([...grown.ids].toSorted()).toEqual(["a", "b", "c", "x"]);
  const shrunk = selectionReducer(grown, { type: "range", ids: ["a", "b"] });
  expect([...shrunk.ids].toSorted()).toEqual(["a", "b", "x"]);
});

test("the page is added to what other pages have, and taken away when it is selected already", () => {
  const both = after({ type: "page", ids: ["a", "b"] }, { type: "page", ids: ["c", "d"] });
  expect(both.ids.size).toBe(4);
  expect([...selectionReducer(both, { type: "page", ids: ["c", "d"] }).ids]).toEqual(["a", "b"]);
});

test("all matching is a filter minus exceptions, and says the number that was shown", () => {
  const state = after({ type: "allMatching" }, { type: "toggle", id: "a" }, { type: "toggle", id: "b" });
  expect(isSelected(state, "a")).toBe(false);
  expect(isSelected(state, "z")).toBe(true);
  expect(selectedCount(state, { count: 3046, exact: true })).toBe(3044);
  const filter = { join: "and" as const, rules: [{ column: "country", operator: "is", value: "US" }] };
  const selection = toSelection(state, { filter, search: "ab" }, { count: 3046, exact: true });
  expect(selection).toEqual({ kind: "matching", filter, search: "ab", exceptIds: ["a", "b"], expectedCount: 3044 });
  expect(Selection.safeParse(selection).success).toBe(true);
});

test("an estimate is never passed on as the number that was seen", () => {
  const selection = toSelection(after({ type: "allMatching" }), query, { count: 1_200_000, exact: false });
  expect(selection).toMatchObject({ expectedCount: null });
});

test("with all matching, the page takes its records out and puts them back", () => {
  const out = after({ type: "allMatching" }, { type: "page", ids: ["a", "b"] });
  expect([...out.ids]).toEqual(["a", "b"]);
  expect(selectionReducer(out, { type: "page", ids: ["a", "b"] }).ids.size).toBe(0);
});

test("a range with all matching puts exceptions back", () => {
  const state = after(
    { type: "allMatching" },
    { type: "page", ids: ["a", "b", "c"] },
    { type: "range", ids: ["a", "b"] },
  );
  expect([...state.ids]).toEqual(["c"]);
});

test("more than 10,000 listed records are refused in words, and nothing is cut", () => {
  const full = after({ type: "page", ids: ids(10_000) });
  expect(full.notice).toBeNull();
  const more = selectionReducer(full, { type: "toggle", id: "one more" });
  expect(more.ids.size).toBe(10_000);
  expect(isSelected(more, "one more")).toBe(false);
  expect(more.notice).toBe(TOO_MANY_LISTED);
  expect(selectionReducer(more, { type: "toggle", id: "r0" })).toMatchObject({ notice: null });
});

test("clearing says why, and leaves nothing", () => {
  const state = after({ type: "allMatching" }, { type: "clear", notice: CLEARED_BY_FILTER });
  expect(state).toEqual({ ...EMPTY_SELECTION, notice: CLEARED_BY_FILTER });
  expect(toSelection(state, query, null)).toEqual({ kind: "records", ids: [] });
});
