"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import type { RecordPage } from "@/lib/tables/list/list-records";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { MatchCount } from "./count-text";
import { fetchCount, fetchRecords } from "./fetch-records";
import { type PageParam, windowAt } from "./page-param";
import type { RecordQuery } from "./grid-params";
import { pageOf, type RecordPages, rowsOf, withRow } from "./record-pages";
import { useBehind } from "./use-behind";
import { useFollowing } from "./use-following";

export interface InitialRecords {
  query: RecordQuery;
  after: string | null;
  page: RecordPage;
  /** Null where counting took longer than a page may. */
  count: MatchCount | null;
}

/** The loaded records, window by window in both directions, and how many there are in all. */
export function useRecords(
  table: string,
  query: RecordQuery,
  after: string | null,
  initial: InitialRecords | null,
  onLive: (cells: string[]) => void,
) {
  const client = useQueryClient();
  const key = useMemo(() => ["records", table, query, after], [table, query, after]);
  const countKey = useMemo(
    () => ["count", table, { filter: query.filter, search: query.search }],
    [table, query.filter, query.search],
  );
  const given = initial && same(initial.query, query) ? initial : null;
  const firstParam = windowAt(after);

  const records = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchRecords(table, query, pageParam, signal),
    initialPageParam: firstParam,
    getNextPageParam: (last) => (last.nextCursor === null ? undefined : { after: last.nextCursor, before: null }),
    getPreviousPageParam: (first) =>
      first.previousCursor === null ? undefined : { after: null, before: first.previousCursor },
    initialData: given && given.after === after ? { pages: [given.page], pageParams: [firstParam] } : undefined,
    placeholderData: keepPreviousData,
    // Comparing every loaded record with itself, at each window, takes longer than a frame.
    structuralSharing: false,
    // Windows are read anew when a task moved, see `refresh`; never all of them at once.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const count = useQuery({
    queryKey: countKey,
    queryFn: ({ signal }) => fetchCount(table, query, signal),
    // Never the count of the filter before: "all matching" would promise it.
    initialData: given?.count ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const rows = useMemo(() => rowsOf(records.data as RecordPages | undefined), [records.data]);
  const slowSort = records.isPlaceholderData
    ? null
    : (records.data?.pages.find((page) => page.slowSort)?.slowSort ?? null);

  const patchRow = useCallback(
    (id: string, change: (row: RecordRow) => RecordRow) =>
      client.setQueryData<RecordPages>(key, (data) => withRow(data, id, change)),
    [client, key],
  );
  const rowNow = useCallback(
    (id: string) => rowsOf(client.getQueryData<RecordPages>(key)).find((row) => row.id === id),
    [client, key],
  );

  const { fetchNextPage, fetchPreviousPage } = records;
  /** Loads on until there are so many records, or no more, or a read fails; answers those that are there. */
  const ensureRows = useCallback(
    async (wanted: number): Promise<RecordRow[]> => {
      let loaded = rowsOf(client.getQueryData<RecordPages>(key));
      while (loaded.length < wanted) {
        const { data, isError, hasNextPage } = await fetchNextPage();
        loaded = rowsOf(data as RecordPages | undefined);
        if (isError || !hasNextPage) break;
      }
      return loaded;
    },
    [client, key, fetchNextPage],
  );
  /** Loads what is above, or below, until there are so many records, or no more, or a read fails. */
  const ensureFurther = useCallback(
    async ({ up, down }: { up: boolean; down: boolean }, wanted: number): Promise<RecordRow[]> => {
      for (let more = up; more;) {
        const { data, isError, hasPreviousPage } = await fetchPreviousPage();
        more = !isError && hasPreviousPage && rowsOf(data as RecordPages | undefined).length < wanted;
      }
      return ensureRows(down ? wanted : 0);
    },
    [ensureRows, fetchPreviousPage],
  );

  // Which windows are as new as the last refresh; the others are read when they come into view.
  const epoch = useRef(0);
  const freshness = useRef(new WeakMap<PageParam, number>());
  const visible = useRef({ first: 0, last: 0 });
  const { gone, forget, hear, catchUp } = useFollowing({ table, key, visible, onLive });
  const { behind, note } = useBehind();

  const readVisible = useCallback(async (): Promise<number> => {
    const data = client.getQueryData<RecordPages>(key);
    if (!data) return 0;
    const from = pageOf(data, visible.current.first);
    const stale = data.pageParams
      .slice(from, pageOf(data, visible.current.last) + 1)
      .filter((param) => (freshness.current.get(param) ?? epoch.current) < epoch.current);
    await Promise.all(
      stale.map(async (param) => {
        const before = freshness.current.get(param);
        freshness.current.set(param, epoch.current);
        const page = await fetchRecords(table, query, param).catch((error: unknown) => {
          // It is as old as before, so that the next look reads it.
          if (before !== undefined) freshness.current.set(param, before);
          throw error;
        });
        client.setQueryData<RecordPages>(
          key,
          (now) => now && { ...now, pages: now.pages.map((old, i) => (now.pageParams[i] === param ? page : old)) },
        );
      }),
    );
    return 0;
  }, [client, key, query, table]);

  /** Brings what is in view up to date; answers how many records were not as they were. */
  const readOn = useCallback(async (): Promise<number> => {
    const moved = await note([catchUp(), readVisible()]);
    return moved.reduce((sum, each) => sum + each, 0);
  }, [catchUp, readVisible, note]);
  const follow = useCallback(() => {
    hear();
    return readOn();
  }, [hear, readOn]);

  /** Reads what is in view anew, and the rest when it comes into view. Failures leave what is shown. */
  const refresh = useCallback(async () => {
    const data = client.getQueryData<RecordPages>(key);
    for (const param of data?.pageParams ?? []) {
      if (!freshness.current.has(param)) freshness.current.set(param, epoch.current);
    }
    epoch.current += 1;
    forget();
    await Promise.allSettled([readOn(), client.refetchQueries({ queryKey: countKey })]);
  }, [client, key, countKey, readOn, forget]);

  const recount = useCallback(() => client.refetchQueries({ queryKey: countKey }), [client, countKey]);

  const onVisible = useCallback(
    (first: number, last: number) => {
      visible.current = { first, last };
      void readOn();
    },
    [readOn],
  );

  return {
    list: key,
    records,
    rows,
    slowSort,
    gone,
    count,
    patchRow,
    rowNow,
    ensureRows,
    ensureFurther,
    refresh,
    follow,
    behind: { error: behind, refetch: readOn },
    recount,
    onVisible,
  };
}

export type Records = ReturnType<typeof useRecords>;

function same(a: RecordQuery, b: RecordQuery): boolean {
  return JSON.stringify([a.filter, a.search, a.sort]) === JSON.stringify([b.filter, b.search, b.sort]);
}
