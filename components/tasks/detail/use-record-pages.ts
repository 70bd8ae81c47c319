"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { type FailedRead, pagedRead } from "@/components/http/failed-read";
import { askEvery } from "@/components/http/query-client";
import { getJson } from "@/components/http/request";

export interface Page {
  rows: unknown[];
  next: string | number | null;
}

export interface RecordPages<P extends Page> {
  pages: P[];
  loading: boolean;
  loadingMore: boolean;
  read: FailedRead;
  more: boolean;
  loadMore: () => void;
}

/** How often the list of a task at work is looked at again, until a second page is asked for. */
const AGAIN_MS = 3_000;

/** The records of a task, page by page. @param moves the task is still at work, so the list may grow */
export function useRecordPages<P extends Page>(
  path: string,
  query: Record<string, string>,
  moves: boolean,
): RecordPages<P> {
  const asked = useInfiniteQuery<P, Error, { pages: P[] }, unknown[], P["next"]>({
    queryKey: ["task-records", path, query, moves],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(query);
      if (pageParam !== null) params.set("after", String(pageParam));
      return getJson<P>(`${path}?${params}`, { signal, has: ["rows"] });
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    refetchInterval: (query) => askEvery(moves && (query.state.data?.pages.length ?? 0) <= 1 ? AGAIN_MS : false)(query),
    placeholderData: (previous) => previous,
  });
  return {
    pages: asked.data?.pages ?? [],
    loading: asked.isPending,
    loadingMore: asked.isFetchingNextPage,
    read: pagedRead(asked),
    more: asked.hasNextPage,
    loadMore: () => void asked.fetchNextPage(),
  };
}
