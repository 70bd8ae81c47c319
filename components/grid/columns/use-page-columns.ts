"use client";

import { useCallback } from "react";
import { useNarrow } from "@/components/bulk/sheet/use-narrow";
import type { PageStateOf } from "@/components/views/use-page-state";
import type { Sort } from "@/lib/tables/model/filter";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { useColumnTools } from "./use-column-tools";
import { useGridColumns } from "./use-grid-columns";

export interface PageColumnsInput {
  table: TableInfo;
  page: PageStateOf;
  /** To screen readers. */
  announce: (sentence: string) => void;
}

/** The columns as the page state has them, and what can be done with each; whatever is done goes into the page state. */
export function usePageColumns({ table, page, announce }: PageColumnsInput) {
  const { query, columns, setQuery, setColumns } = page;
  const onSort = useCallback((sort: Sort) => setQuery({ sort }), [setQuery]);
  const narrow = useNarrow();
  const grid = useGridColumns({ table, sort: query.sort, onSort, narrow, columns, onColumns: setColumns });
  const tools = useColumnTools({ table, query, columns, setQuery, setColumns, announce });
  return { grid, tools };
}
