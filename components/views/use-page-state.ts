"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import { type GridParams, gridParams, type RecordQuery } from "@/components/grid/records/grid-params";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { SavedView } from "@/lib/tables/model/view-state";
import {
  ALL_RECORDS,
  defaultView,
  findView,
  fitsAddress,
  type PageColumns,
  type PageState,
  pageState,
  paramsFor,
} from "./page-state";

/** Has the server keep a state; null where it didn't, which the person is told. */
export type KeepState = (state: PageState) => Promise<SavedView | null>;

/** A cursor is as long as what the list is sorted by; beyond this a reload begins at the top. */
const MOST_CURSOR = 1_000;

const NOTHING_SAID = { filter: null, search: null, sort: null, columns: null };

/** What the URL and the open view say of the table page, so that a link or the back button shows the same again. */
export function usePageState(table: TableInfo, views: SavedView[], keep: KeepState) {
  const [params, setParams] = useQueryStates(gridParams);
  const { after } = params;
  const view = findView(views, params.view);
  const shown = pageState(table, views, params);
  const { columns: _columns, ...queryNow } = shown;
  const key = JSON.stringify(queryNow satisfies RecordQuery);
  const query = useQuery(key);
  const columns = useColumns(JSON.stringify(shown.columns));

  // Where the list began when these records were asked for; scrolling moves the URL, not the list.
  const [begun, setBegun] = useState({ key, after });
  if (begun.key !== key) setBegun({ key, after });

  /** Shows a state; one that is too long for an address as soon as the server has it. */
  const show = useCallback(
    (changed: (state: PageState) => PageState, history: "push" | "replace", begin: { after?: null }) => {
      const state = changed(pageState(table, views, params));
      if (fitsAddress(paramsFor(table, view, state))) {
        const next = (old: GridParams) => paramsFor(table, view, changed(pageState(table, views, old)));
        return void setParams((old) => ({ ...next(old), ...begin }), { history });
      }
      void keep(state).then((kept) => kept && setParams({ ...NOTHING_SAID, view: kept.id, ...begin }, { history }));
    },
    [keep, params, setParams, table, view, views],
  );
  const setQuery = useCallback(
    (change: Partial<RecordQuery>) => show((state) => ({ ...state, ...change }), "push", { after: null }),
    [show],
  );
  const setColumns = useCallback(
    (change: Partial<PageColumns>) =>
      // How columns look is no step that the back button should take back.
      show((state) => ({ ...state, columns: { ...state.columns, ...change } }), "replace", {}),
    [show],
  );
  const openView = useCallback(
    (id: string | null) =>
      void setParams(
        { ...NOTHING_SAID, view: id ?? (defaultView(views) ? ALL_RECORDS : null), after: null },
        { history: "push" },
      ),
    [setParams, views],
  );
  const setTop = useCallback(
    (top: string | null) => {
      // Writing what it says already could still overtake somebody who goes back.
      const next = top !== null && top.length > MOST_CURSOR ? null : top;
      if (next !== after) void setParams({ after: next }, { history: "replace" });
    },
    [after, setParams],
  );

  /** Begins the list somewhere else: at its top (null) or its end. */
  const setStart = useCallback(
    (to: string | null) => {
      setBegun({ key, after: to });
      setTop(to);
    },
    [key, setTop],
  );

  const said = [params.filter, params.search, params.sort, params.columns].some((param) => param !== null);
  const changed = said || view?.listed === false;
  return {
    query,
    columns,
    start: begun.key === key ? begun.after : after,
    view: view?.listed ? view : null,
    /** What is shown is too long for an address: the server keeps it under the id that stands there. */
    kept: view !== null && !view.listed,
    /** The link leads to a view that is gone, or private to somebody else. */
    missing: params.view !== null && params.view !== ALL_RECORDS && !view,
    changed,
    setQuery,
    setColumns,
    openView,
    setTop,
    setStart,
  };
}

export type PageStateOf = ReturnType<typeof usePageState>;

/** A state as one object until something in it changes, as long as it is given as text. */
function useQuery(json: string): RecordQuery {
  return useMemo(() => JSON.parse(json) as RecordQuery, [json]);
}

function useColumns(json: string): PageColumns {
  return useMemo(() => JSON.parse(json) as PageColumns, [json]);
}
