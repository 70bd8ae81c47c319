import { MAX_LISTED_IDS } from "@/lib/tables/model/listed-ids";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import type { Filter } from "@/lib/tables/model/filter";
import { number } from "@/lib/model/locale";

/** Listed one by one, or everything that matches, minus exceptions. `ids` are the listed ones or the exceptions. */
export interface SelectionState {
  kind: "records" | "matching";
  ids: ReadonlySet<string>;
  /** Where a range starts. */
  anchor: string | null;
  /** The ids before the range that is being drawn, so that it can shrink again. */
  base: ReadonlySet<string>;
  /** A sentence about what could not be done or was undone; said once, on the page and to screen readers. */
  notice: string | null;
}

export type SelectionAction =
  | { type: "toggle"; id: string }
  /** `ids`: from the anchor to the record that was clicked, both included. */
  | { type: "range"; ids: readonly string[] }
  /** `ids`: every record that is loaded. All of them selected already means none of them. */
  | { type: "page"; ids: readonly string[] }
  | { type: "allMatching" }
  | { type: "clear"; notice?: string };

const NONE: ReadonlySet<string> = new Set();

export const EMPTY_SELECTION: SelectionState = { kind: "records", ids: NONE, anchor: null, base: NONE, notice: null };

export const TOO_MANY_LISTED = `At most ${number(MAX_LISTED_IDS)} records can be listed one by one. Select all matching, or set a filter.`;

export const CLEARED_BY_FILTER = "The selection was cleared, because other records match now.";

export function selectionReducer(state: SelectionState, action: SelectionAction): SelectionState {
  switch (action.type) {
    case "toggle": {
      const ids = new Set(state.ids);
      if (!ids.delete(action.id)) ids.add(action.id);
      return limited(state, { ...state, ids, base: ids, anchor: action.id, notice: null });
    }
    case "range": {
      const ids = select(state.kind, state.base, action.ids);
      return limited(state, { ...state, ids, notice: null });
    }
    case "page": {
      const all = action.ids.every((id) => isSelected(state, id));
      const ids = all ? deselect(state.kind, state.ids, action.ids) : select(state.kind, state.ids, action.ids);
      return limited(state, { ...state, ids, base: ids, notice: null });
    }
    case "allMatching":
      return { ...EMPTY_SELECTION, kind: "matching" };
    case "clear":
      return { ...EMPTY_SELECTION, notice: action.notice ?? null };
  }
}

export function isSelected(state: SelectionState, id: string): boolean {
  return state.ids.has(id) === (state.kind === "records");
}

/** Null where it depends on a count that is only estimated. */
export function selectedCount(state: SelectionState, matching: { count: number; exact: boolean } | null) {
  if (state.kind === "records") return state.ids.size;
  return matching?.exact ? Math.max(0, matching.count - state.ids.size) : null;
}

export function isNothingSelected(state: SelectionState): boolean {
  return state.kind === "records" && state.ids.size === 0;
}

/** What the bulk edit gets. `matching` is the number that the page shows. */
export function toSelection(
  state: SelectionState,
  query: { filter: Filter | null; search: string },
  matching: { count: number; exact: boolean } | null,
): ChosenSelection {
  if (state.kind === "records") return { kind: "records", ids: [...state.ids] };
  return {
    kind: "matching",
    filter: query.filter,
    search: query.search,
    exceptIds: [...state.ids],
    expectedCount: selectedCount(state, matching),
  };
}

/** Everything that the page's filter and search match. */
export function allMatching({ filter, search }: { filter: Filter | null; search: string }): ChosenSelection {
  return { kind: "matching", filter, search, exceptIds: [], expectedCount: null };
}

function select(kind: SelectionState["kind"], from: ReadonlySet<string>, ids: readonly string[]): Set<string> {
  return kind === "records" ? new Set([...from, ...ids]) : without(from, ids);
}

function deselect(kind: SelectionState["kind"], from: ReadonlySet<string>, ids: readonly string[]): Set<string> {
  return kind === "records" ? without(from, ids) : new Set([...from, ...ids]);
}

function without(from: ReadonlySet<string>, ids: readonly string[]): Set<string> {
  const left = new Set(from);
  for (const id of ids) left.delete(id);
  return left;
}

function limited(before: SelectionState, after: SelectionState): SelectionState {
  return after.ids.size > MAX_LISTED_IDS ? { ...before, notice: TOO_MANY_LISTED } : after;
}
