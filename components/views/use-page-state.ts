"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import { gridParams, type RecordQuery } from "@/components/grid/records/grid-params";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { SavedView } from "@/lib/tables/model/view-state";
import { ALL_RECORDS, defaultView, findView, type PageColumns, pageState, paramsFor } from "./page-state";

/** What the URL and the open view say of the table page, so that a link or the back button shows the same again. */
export function usePageState(table: TableInfo, views: SavedView[]) {
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

  const setQuery = useCallback(
    (change: Partial<RecordQuery>) =>
      void setParams(
        (old) => ({ ...paramsFor(table, view, { ...pageState(table, views, old), ...change }), after: null }),
        { history: "push" },
      ),
    [setParams, table, view, views],
  );
  const setColumns = useCallback(
    (change: Partial<PageColumns>) =>
      // How columns look is no step that the back button should take back.
      void setParams(
        (old) => {
          const state = pageState(table, views, old);
          return paramsFor(table, view, { ...state, columns: { ...state.columns, ...change } });
        },
        { history: "replace" },
      ),
    [setParams, table, view, views],
  );
  const openView = useCallback(
    (id: string | null) =>
      void setParams(
        {
          view: id ?? (defaultView(views) ? ALL_RECORDS : null),
          filter: null,
          search: null,
          sort: null,
          columns: null,
          after: null,
        },
        { history: "push" },
      ),
    [setParams, views],
  );
  const setTop = useCallback(
    (top: string | null) => {
      // Writing what it says already could still overtake somebody who goes back.
      if (top !== after) void setParams({ after: top }, { history: "replace" });
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

  const changed = [params.filter, params.search, params.sort, params.columns].some((param) => param !== null);
  return {
    query,
    columns,
    start: begun.key === key ? begun.after : after,
    view,
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
