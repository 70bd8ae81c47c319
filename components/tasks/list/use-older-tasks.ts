"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type FailedRead, pagedRead } from "@/components/http/failed-read";
import { getJson } from "@/components/http/request";
import type { TaskPage } from "@/lib/bulk/task/list-tasks";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { statesOf, type TaskFilter } from "./task-filter";

export interface OlderTasks {
  tasks: TaskSnapshot[];
  /** Whether there are older ones than those that are loaded. */
  more: boolean;
  loading: boolean;
  read: FailedRead;
  load: () => void;
}

/** The pages after the first, asked for one by one. @param before `next` of the first page */
export function useOlderTasks(filter: TaskFilter, before: string | null): OlderTasks {
  const [asked, setAsked] = useState(false);
  const query = useInfiniteQuery<TaskPage, Error, { pages: TaskPage[] }, unknown[], string | null>({
    queryKey: ["older-tasks", filter, before],
    queryFn: ({ pageParam, signal }) =>
      getJson(`/api/tasks/search?${searchOf(filter, pageParam)}`, { signal, has: ["tasks"] }),
    initialPageParam: before,
    getNextPageParam: (last) => last.next,
    enabled: asked && before !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const pages = query.data?.pages ?? [];
  return {
    tasks: pages.flatMap((page) => page.tasks),
    more: pages.length > 0 ? query.hasNextPage : before !== null,
    loading: query.isFetching,
    read: pagedRead(query),
    load: () => {
      if (asked) void query.fetchNextPage();
      else setAsked(true);
    },
  };
}

function searchOf(filter: TaskFilter, before: string | null): URLSearchParams {
  const params = new URLSearchParams();
  for (const state of statesOf(filter, "ended") ?? []) params.append("states", state);
  if (filter.table) params.set("table", filter.table);
  if (filter.actor) params.set("actorId", filter.actor);
  if (filter.operation) params.set("operation", filter.operation);
  if (filter.from) params.set("from", filter.from.toISOString());
  if (filter.to) params.set("to", filter.to.toISOString());
  if (filter.q.trim()) params.set("text", filter.q.trim());
  if (before) params.set("before", before);
  return params;
}
