"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { FailedRead } from "@/components/http/failed-read";
import { postJson } from "@/components/http/request";
import type { LabelOf } from "@/lib/tables/model/filter-text";
import { MAX_LIST } from "@/lib/tables/kinds/values/max-list";
import type { TableInfo } from "@/lib/tables/model/table-info";

/** What a column holds or is compared with: one value or several. */
export interface Mention {
  column: string;
  value?: unknown;
}

interface Asked {
  column: string;
  ids: string[];
}

/** What changed records held before and hold after. */
export function mentionsOf(
  records: readonly { cells: readonly { column: string; before: unknown; after: unknown }[] }[],
): Mention[] {
  return records.flatMap(({ cells }) => cells.map(({ column, before, after }) => ({ column, value: [before, after] })));
}

const UNKNOWN_YET = "…";

export interface RecordLabels {
  labelOf: LabelOf;
  /** For `ReadProblem`: keys stand for themselves until they can be read. */
  read: FailedRead;
}

/**
 * What people call the records that are mentioned by their keys. A key that is on its way has a placeholder; one that
 * nobody knows, or that is out of reach, has none: it stands for itself.
 */
export function useRecordLabels(table: TableInfo | undefined, mentions: readonly Mention[]): RecordLabels {
  const wanted = JSON.stringify(keysByColumn(table, mentions));
  const asked = useMemo(() => JSON.parse(wanted) as Asked[], [wanted]);
  const name = table?.name ?? "";
  const found = useQueries({
    queries: asked.map(({ column, ids }) => ({
      queryKey: ["record labels", name, column, ids],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchLabels(name, column, ids, signal),
      staleTime: 60_000,
    })),
    combine: (results) => results.map(({ data, isPending, error, refetch }) => ({ data, isPending, error, refetch })),
  });
  const labelOf = useMemo<LabelOf>(
    () => (column, key) => {
      const at = asked.findIndex((each) => each.column === column && each.ids.includes(key));
      return found[at]?.isPending ? UNKNOWN_YET : found[at]?.data?.[key];
    },
    [found, asked],
  );
  const failed = found.filter(({ error }) => error !== null);
  const refetch = () => Promise.all(failed.map((each) => each.refetch()));
  return { labelOf, read: { error: failed[0]?.error ?? null, refetch } };
}

/** Each key once, in lists that are short enough to be asked for. */
function keysByColumn(table: TableInfo | undefined, mentions: readonly Mention[]): Asked[] {
  const byColumn = new Map<string, Set<string>>();
  for (const { column, value } of mentions) {
    if (!table?.columns.find(({ id }) => id === column)?.references) continue;
    const keys = (Array.isArray(value) ? value : [value]).filter((key) => ["string", "number"].includes(typeof key));
    const ids = byColumn.get(column) ?? new Set();
    for (const key of keys) ids.add(String(key));
    byColumn.set(column, ids);
  }
  return [...byColumn].flatMap(([column, all]) => {
    const ids = [...all];
    return Array.from({ length: Math.ceil(ids.length / MAX_LIST) }, (_, i) => ({
      column,
      ids: ids.slice(i * MAX_LIST, (i + 1) * MAX_LIST),
    }));
  });
}

async function fetchLabels(table: string, column: string, ids: string[], signal: AbortSignal) {
  const url = `/api/tables/${encodeURIComponent(table)}/references/${encodeURIComponent(column)}/labels`;
  const { labels } = await postJson<{ labels: Record<string, string> }>(url, { ids }, { signal, has: ["labels"] });
  return labels;
}
