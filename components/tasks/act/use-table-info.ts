"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/http/request";
import type { TableInfo } from "@/lib/tables/model/table-info";

/** A table's columns, for labels and formats. Asked once per page load. */
export function useTableInfo(table: string | undefined) {
  return useQuery({
    queryKey: ["table-info", table],
    queryFn: ({ signal }) =>
      getJson<TableInfo>(`/api/tables/${encodeURIComponent(table ?? "")}`, { signal, has: ["columns"] }),
    enabled: table !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
