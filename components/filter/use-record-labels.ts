"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { postJson } from "@/components/bulk/post-json";
import type { Filter } from "@/lib/tables/filter";
import type { LabelOf } from "@/lib/tables/filter-text";
import type { TableInfo } from "@/lib/tables/table-info";
import { rulesOf } from "./filter-tree";

/** The labels of the records that foreign keys of a filter name; a key until (or where none) is known. */
export function useRecordLabels(table: TableInfo, filter: Filter | null): LabelOf {
  const asked = useMemo(() => keysByColumn(table, filter), [table, filter]);
  const found = useQueries({
    queries: asked.map(({ column, ids }) => ({
      queryKey: ["record labels", table.name, column, ids],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchLabels(table.name, column, ids, signal),
      staleTime: 60_000,
    })),
    combine: (results) => results.map((result) => result.data),
  });
  return useMemo<LabelOf>(() => {
    return (column, key) => found[asked.findIndex((each) => each.column === column)]?.[key];
  }, [found, asked]);
}

function keysByColumn(table: TableInfo, filter: Filter | null): { column: string; ids: string[] }[] {
  const byColumn = new Map<string, Set<string>>();
  for (const { column, value } of rulesOf(filter)) {
    const info = table.columns.find(({ id }) => id === column);
    const keys = (Array.isArray(value) ? value : [value]).filter((key) => ["string", "number"].includes(typeof key));
    if (!info?.references || keys.length === 0) continue;
    const ids = byColumn.get(column) ?? new Set();
    for (const key of keys) ids.add(String(key));
    byColumn.set(column, ids);
  }
  return [...byColumn].map(([column, ids]) => ({ column, ids: [...ids].toSorted() }));
}

async function fetchLabels(table: string, column: string, ids: string[], signal: AbortSignal) {
  const url = `/api/tables/${encodeURIComponent(table)}/references/${encodeURIComponent(column)}/labels`;
  return (await postJson<{ labels: Record<string, string> }>(url, { ids }, signal)).labels;
}
