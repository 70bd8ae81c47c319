"use client";

import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { TableInfo } from "@/lib/tables/table-info";
import { countText, type MatchCount } from "./count-text";
import { SearchBox } from "./search-box";

export interface TableToolbarProps {
  table: TableInfo;
  count: MatchCount | null;
  /** A filter or search is set: the count is of what matches. */
  narrowed: boolean;
  search: string;
  onSearch: (text: string) => void;
  filterBar: ReactNode;
  columnMenu: ReactNode;
}

/** Name and count of the table, search, columns; the filter below. */
export function TableToolbar(props: TableToolbarProps) {
  const { table, count, narrowed, search, onSearch, filterBar, columnMenu } = props;
  return (
    <div className="flex flex-col gap-1.5 border-b border-hairline bg-page px-3 py-2 md:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{table.label}</h1>
        <p className="tabular text-muted" aria-live="polite">
          {count ? (
            `${countText(count)}${narrowed ? " matching" : ""}`
          ) : (
            <Skeleton className="inline-block h-4 w-16 align-middle" />
          )}
        </p>
        <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-1.5 max-sm:basis-full max-sm:gap-0.5 lg:flex-nowrap">
          <SearchBox value={search} onSearch={onSearch} label={`Search ${table.label}`} />
          {columnMenu}
        </div>
      </div>
      {filterBar}
    </div>
  );
}
