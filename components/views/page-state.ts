import type { GridParams } from "@/components/grid/records/grid-params";
import { MOST_ADDRESS } from "@/lib/model/most-address";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { EMPTY_VIEW } from "@/lib/tables/model/empty-view";
import type { ColumnsState, SavedView, ViewState } from "@/lib/tables/model/view-state";

/** The columns of a page in full: what a view and a URL leave out is as the table declares it. */
export type PageColumns = Required<ColumnsState>;

export type PageState = Omit<ViewState, "columns"> & { columns: PageColumns };

/** Stands in the address where a view is open whose filter was taken away. */
const NO_FILTER = { join: "and" as const, rules: [] };

/** Stands in the address where all records are meant and not the view that the table opens with. */
export const ALL_RECORDS = "all";

export function findView(views: SavedView[], id: string | null): SavedView | null {
  return views.find((view) => view.id === id) ?? null;
}

/** The view that a table opens with: one's own default before that of everybody. */
export function defaultView(views: SavedView[]): SavedView | null {
  const defaults = views.filter(({ isDefault }) => isDefault);
  return defaults.find(({ shared }) => !shared) ?? defaults[0] ?? null;
}

/** Name first, the columns that the table hides hidden. */
export function declaredColumns(table: TableInfo): PageColumns {
  return {
    order: table.columns.map(({ id }) => id).toSorted((a, b) => rank(table, a) - rank(table, b)),
    hidden: table.columns.filter(({ hidden }) => hidden).map(({ id }) => id),
    pinned: [table.recordLabel],
    widths: {},
    formats: {},
  };
}

function rank(table: TableInfo, id: string): number {
  return id === table.recordLabel ? 0 : 1;
}

/** A view (or none) as the page shows it, before the address changes anything. */
export function viewAsPage(table: TableInfo, view: ViewState | null): PageState {
  const { columns, ...rest } = view ?? EMPTY_VIEW;
  const declared = declaredColumns(table);
  const known = new Set(declared.order);
  const given = (columns.order ?? []).filter((id) => known.has(id));
  const order = [...given, ...declared.order.filter((id) => !given.includes(id))];
  return { ...rest, columns: { ...declared, ...columns, order } };
}

/** What the page shows: the view, and what the address says otherwise. */
export function pageState(table: TableInfo, views: SavedView[], params: GridParams): PageState {
  const base = viewAsPage(table, findView(views, params.view)?.state ?? null);
  const filter = params.filter ?? base.filter;
  return {
    filter: filter && filter.rules.length > 0 ? filter : null,
    search: params.search ?? base.search,
    sort: params.sort ?? base.sort,
    columns: params.columns
      ? viewAsPage(table, { ...EMPTY_VIEW, columns: merged(base.columns, params.columns) }).columns
      : base.columns,
  };
}

/** What the address has to say so that the page shows `state`: only what the view doesn't say already. */
export function paramsFor(
  table: TableInfo,
  view: SavedView | null,
  state: PageState,
): Pick<GridParams, "filter" | "search" | "sort" | "columns"> {
  const base = viewAsPage(table, view?.state ?? null);
  const different = Object.entries(state.columns).filter(
    ([key, value]) => !same(value, base.columns[key as keyof ColumnsState]),
  );
  return {
    filter: same(state.filter, base.filter) ? null : (state.filter ?? NO_FILTER),
    search: state.search === base.search ? null : state.search,
    sort: same(state.sort, base.sort) ? null : state.sort,
    columns: different.length > 0 ? (Object.fromEntries(different) as ColumnsState) : null,
  };
}

/** Whether an address can say it; what is longer is kept by the server, and the address names it. */
export function fitsAddress(params: ReturnType<typeof paramsFor>): boolean {
  return encodeURIComponent(JSON.stringify(params)).length <= MOST_ADDRESS;
}

function merged(base: PageColumns, change: ColumnsState): ColumnsState {
  return { ...base, ...change };
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
