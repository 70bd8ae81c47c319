"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { askEvery } from "@/components/http/query-client";
import { getJson } from "@/components/http/request";
import { failureOf } from "@/components/http/request-failure";
import type { DeletedRecord } from "@/lib/bulk/report/deleted-record";
import type { HistoryPage } from "@/lib/tables/record/record-history";
import type { RecordRow } from "@/lib/tables/model/table-info";

const url = (table: string, what: string, params: Record<string, string>) =>
  `/api/tables/${encodeURIComponent(table)}/${what}?${new URLSearchParams(params)}`;

interface Found {
  row: RecordRow | null;
  /** What is left of it, where it is no longer there. */
  deleted: DeletedRecord | null;
}

/** An undo may bring a deleted record back. */
const BACK_MS = 5_000;

async function find(table: string, id: string, signal: AbortSignal): Promise<Found> {
  try {
    return {
      row: await getJson<RecordRow>(url(table, "record", { id }), { signal, has: ["values", "labels"] }),
      deleted: null,
    };
  } catch (error) {
    if (failureOf(error).code !== "NOT_FOUND") throw error;
    return {
      row: null,
      deleted: await getJson<DeletedRecord>(url(table, "deleted", { id }), { signal, has: ["values"] }),
    };
  }
}

/** One record, also a deleted one, and its history; read anew when the grid has another version of it. */
export function useRecord(table: string, id: string, versionInGrid: string | undefined) {
  const client = useQueryClient();
  const record = useQuery({
    queryKey: ["record", table, id],
    queryFn: ({ signal }) => find(table, id, signal),
    staleTime: 0,
    refetchInterval: (query) => askEvery(query.state.data?.deleted ? BACK_MS : false)(query),
  });
  const { row = null, deleted = null } = record.data ?? {};
  const history = useInfiniteQuery({
    queryKey: ["history", table, id],
    queryFn: ({ pageParam, signal }) =>
      getJson<HistoryPage>(url(table, "history", pageParam ? { id, cursor: pageParam } : { id }), {
        signal,
        has: ["entries"],
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 0,
  });

  const patch = useCallback(
    (change: (row: RecordRow) => RecordRow) =>
      client.setQueryData<Found>(["record", table, id], (found) =>
        found?.row ? { ...found, row: change(found.row) } : found,
      ),
    [client, table, id],
  );
  const shown = deleted ? "deleted" : row?.version;
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

  return { row, deleted, record, history, patch };
}

export type OpenRecord = ReturnType<typeof useRecord>;
