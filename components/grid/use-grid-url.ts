"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import { gridParams, type RecordQuery } from "./grid-params";

/** What the URL says of the table page, so that a link or the back button shows the same records again. */
export function useGridUrl() {
  const [params, setParams] = useQueryStates(gridParams);
  const { filter, search, sort, after } = params;
  const key = JSON.stringify({ filter, search, sort } satisfies RecordQuery);
  const query = useMemo(() => JSON.parse(key) as RecordQuery, [key]);

  // Where the list began when these records were asked for; scrolling moves the URL, not the list.
  const [begun, setBegun] = useState({ key, after });
  if (begun.key !== key) setBegun({ key, after });

  const setQuery = useCallback(
    (change: Partial<RecordQuery>) =>
      void setParams(
        {
          ...("filter" in change ? { filter: change.filter } : {}),
          ...("search" in change ? { search: change.search || null } : {}),
          ...("sort" in change ? { sort: change.sort?.length ? change.sort : null } : {}),
          after: null,
        },
        { history: "push" },
      ),
    [setParams],
  );
  const setTop = useCallback(
    (top: string | null) => {
      // Writing what it says already could still overtake somebody who goes back.
      if (top !== after) void setParams({ after: top }, { history: "replace" });
    },
    [after, setParams],
  );

  return { query, start: begun.key === key ? begun.after : after, setQuery, setTop };
}
