"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { RequestFailure } from "@/components/http/request";
import type { Change } from "@/lib/bulk/model/change";
import type { PlanPreview, PlanRow } from "@/lib/bulk/model/preview";
import type { ConflictPolicy } from "@/lib/bulk/model/policies";
import type { PreviewPlanInput } from "@/lib/bulk/plan/preview-plan";
import { postJson } from "@/components/http/post-json";

export interface PreviewAsk {
  /** Null: there is no plan to preview yet. */
  taskId: string | null;
  /** Undefined: the plan has its change (retry, undo). Null: nothing to preview yet. */
  change: Change | null | undefined;
  conflictPolicy?: ConflictPolicy;
}

export interface Preview {
  /** Of the change as it stands, or of the last one while the next is being counted. */
  preview: PlanPreview | undefined;
  rows: PlanRow[];
  loading: boolean;
  failure: RequestFailure | undefined;
  hasMore: boolean;
  loadMore: () => void;
  loadingMore: boolean;
  retry: () => void;
}

type PreviewQuestion = Omit<PreviewPlanInput, "change" | "pageSize"> & { change: PreviewAsk["change"] };

const PAUSE_MS = 300;

/** The preview of a plan, counted again after each pause in editing; a count that was overtaken is given up. */
export function usePreview(ask: PreviewAsk): Preview {
  const wanted = JSON.stringify(ask);
  const settled = useSettled(wanted, PAUSE_MS);
  const { taskId, change, conflictPolicy } = JSON.parse(settled) as PreviewAsk;
  const enabled = taskId !== null && change !== null;
  const query = useInfiniteQuery<PlanPreview, RequestFailure, { pages: PlanPreview[] }, string[], string | null>({
    queryKey: ["plan-preview", settled],
    queryFn: ({ pageParam, signal }) =>
      postJson(
        "/api/plans/preview",
        { taskId: taskId ?? "", change, conflictPolicy, cursor: pageParam } satisfies PreviewQuestion,
        signal,
      ),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    enabled,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: (tries, error) => error.failure.code === "FAILED" && tries < 1,
  });
  const pages = ask.change === null || ask.taskId === null ? [] : (query.data?.pages ?? []);
  return {
    preview: pages[0],
    rows: pages.flatMap((page) => page.rows),
    loading: wanted !== settled || (enabled && query.isFetching && !query.isFetchingNextPage),
    failure: enabled && wanted === settled ? (query.error ?? undefined) : undefined,
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
    retry: () => void query.refetch(),
  };
}

/** The value as it was when it last stood still; the first one counts at once. */
function useSettled(value: string, pauseMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}
