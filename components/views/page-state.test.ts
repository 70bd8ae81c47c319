import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import type { SavedView, ViewState } from "@/lib/tables/model/view-state";
import { defaultView, pageState, paramsFor, viewAsPage } from "./page-state";

const table = things.info;
const nothing = { view: null, filter: null, search: null, sort: null, columns: null, after: null };
const state: ViewState = {
  filter: { join: "and", rules: [{ column: "name", operator: "is", value: "x" }] },
  search: "abc",
  sort: [{ column: "name", direction: "asc" }],
  columns: { hidden: ["id"], order: ["count", "gone"], widths: { name: 300 } },
};
const view: SavedView = {
  id: "v",
  name: "V",
  shared: false,
  isDefault: false,
  listed: true,
  mine: true,
  mayChange: true,
  owner: null,
  state,
};

test("without view and address, the page is as the table declares it: the name of a record first and pinned", () => {
  const page = pageState(table, [], nothing);
  expect(page).toMatchObject({ filter: null, search: "", sort: [] });
  expect(page.columns.order[0]).toBe(table.recordLabel);
  expect(page.columns.pinned).toEqual([table.recordLabel]);
});

test("a view says all of it; columns that it doesn't know come last, columns that are gone are left out", () => {
  const page = pageState(table, [view], { ...nothing, view: "v" });
  expect(page).toMatchObject({ filter: state.filter, search: "abc", sort: state.sort });
  expect(page.columns.order[0]).toBe("count");
  expect([...page.columns.order].sort()).toEqual(table.columns.map(({ id }) => id).sort());
  expect(page.columns.hidden).toEqual(["id"]);
});

test("the address says only what differs from the view, and leads back to the same page", () => {
  const shown = viewAsPage(table, state);
  expect(paramsFor(table, view, shown)).toEqual({ filter: null, search: null, sort: null, columns: null });
  const changed = { ...shown, filter: null, search: "", columns: { ...shown.columns, widths: {} } };
  const params = paramsFor(table, view, changed);
  expect(params).toEqual({ filter: { join: "and", rules: [] }, search: "", sort: null, columns: { widths: {} } });
  expect(pageState(table, [view], { ...nothing, ...params, view: "v" })).toEqual(changed);
  expect(pageState(table, [], { ...nothing, ...paramsFor(table, null, changed) })).toEqual(changed);
});

test("one's own default comes before everybody's", () => {
  const shared = { ...view, id: "s", shared: true, isDefault: true };
  expect(defaultView([view, shared])?.id).toBe("s");
  expect(defaultView([shared, { ...view, isDefault: true }])?.id).toBe("v");
  expect(defaultView([view])).toBeNull();
});
