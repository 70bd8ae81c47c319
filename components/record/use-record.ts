"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { getJson } from "@/components/grid/request";
import type { HistoryPage } from "@/lib/tables/record-history";
import type { RecordRow } from "@/lib/tables/table-info";

const url = (table: string, what: string, params: Record<string, string>) =>
  `/api/tables/${encodeURIComponent(table)}/${what}?${new URLSearchParams(params)}`;

/** One record and its history, read anew when the grid has another version of it. */
export function useRecord(table: string, id: string, versionInGrid: string | undefined) {
  const client = useQueryClient();
  const record = useQuery({
    queryKey: ["record", table, id],
    queryFn: ({ signal }) => getJson<RecordRow>(url(table, "record", { id }), signal),
    staleTime: 0,
  });
  const history = useInfiniteQuery({
    queryKey: ["history", table, id],
    queryFn: ({ pageParam, signal }) =>
      getJson<HistoryPage>(url(table, "history", pageParam ? { id, cursor: pageParam } : { id }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 0,
  });

  const patch = useCallback(
    (change: (row: RecordRow) => RecordRow) =>
      client.setQueryData<RecordRow>(["record", table, id], (row) => row && change(row)),
    [client, table, id],
  );
  const shown = record.data?.version;
  const seen = useRef(versionInGrid);
  useEffect(() => {
    if (seen.current === versionInGrid) return;
    seen.current = versionInGrid;
    if (versionInGrid && versionInGrid !== shown) void client.invalidateQueries({ queryKey: ["record", table, id] });
  }, [client, table, id, versionInGrid, shown]);
  // Every version of a record is an entry of its history.
  const told = useRef(shown);
  useEffect(() => {
    if (told.current && shown && told.current !== shown)
      void client.invalidateQueries({ queryKey: ["history", table, id] });
    told.current = shown;
  }, [client, table, id, shown]);

  return { record, history, patch };
}

export type OpenRecord = ReturnType<typeof useRecord>;
