"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { Change } from "@/lib/bulk/model/change";
import type { PlanPreview, PlanRow } from "@/lib/bulk/model/preview";
import type { ConflictPolicy } from "@/lib/bulk/model/policies";
import type { PreviewPlanInput } from "@/lib/bulk/plan/preview-plan";
import { pagedRead } from "@/components/http/failed-read";
import { postJson } from "@/components/http/request";
import { WORK_MS } from "@/components/http/time-limits";
import { failureOf } from "@/components/http/request-failure";
import { useDebounced } from "@/components/ui/use-debounced";
import type { ActionFailure } from "@/lib/model/action-result";

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
  failure: ActionFailure | undefined;
  hasMore: boolean;
  loadMore: () => void;
  loadingMore: boolean;
  retry: () => unknown;
}

type PreviewQuestion = Omit<PreviewPlanInput, "change" | "pageSize"> & { change: PreviewAsk["change"] };

const PAUSE_MS = 300;

/** The preview of a plan, counted again after each pause in editing; a count that was overtaken is given up. */
export function usePreview(ask: PreviewAsk): Preview {
  const wanted = JSON.stringify(ask);
  const debounced = useDebounced(wanted, PAUSE_MS);
  const { taskId, change, conflictPolicy } = JSON.parse(debounced) as PreviewAsk;
  const enabled = taskId !== null && change !== null;
  const query = useInfiniteQuery<PlanPreview, Error, { pages: PlanPreview[] }, string[], string | null>({
    queryKey: ["plan-preview", debounced],
    queryFn: ({ pageParam, signal }) =>
      postJson(
        "/api/plans/preview",
        { taskId: taskId ?? "", change, conflictPolicy, cursor: pageParam } satisfies PreviewQuestion,
        { signal, timeoutMs: WORK_MS, has: ["counts", "rows"] },
      ),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    enabled,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const pages = ask.change === null || ask.taskId === null ? [] : (query.data?.pages ?? []);
  return {
    preview: pages[0],
    rows: pages.flatMap((page) => page.rows),
    loading: wanted !== debounced || (enabled && query.isFetching && !query.isFetchingNextPage),
    failure: enabled && wanted === debounced && query.error ? failureOf(query.error) : undefined,
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
    retry: pagedRead(query).refetch,
  };
}
