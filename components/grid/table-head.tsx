"use client";

import type { BulkActions } from "@/components/bulk/bulk-actions";
import type { useTableExport } from "@/components/export/use-table-export";
import { FilterBar } from "@/components/filter/filter-bar";
import { ImportButton } from "@/components/import/import-button";
import { NewRecordButton } from "@/components/record/new-record-button";
import type { InsertRecord } from "@/components/record/use-new-record";
import { Skeleton } from "@/components/ui/skeleton";
import type { PageStateOf } from "@/components/views/use-page-state";
import type { useViews } from "@/components/views/use-views";
import type { TableInfo } from "@/lib/tables/table-info";
import { countText, type MatchCount } from "./count-text";
import { isNarrowed } from "./grid-params";
import { PageTools } from "./page-tools";
import { SearchBox } from "./search-box";
import type { GridTable } from "./use-grid-columns";

export interface TableHeadProps {
  table: TableInfo;
  grid: GridTable;
  page: PageStateOf;
  views: ReturnType<typeof useViews>;
  count: MatchCount | null;
  mayEdit: boolean;
  actions: BulkActions & { insertRecord: InsertRecord };
  exporting: ReturnType<typeof useTableExport>;
  onHelp: () => void;
  /** Records came in. */
  onChanged: () => void;
}

/** Name and count of the table, search, what can be done with it as a whole; the filter below. */
export function TableHead(props: TableHeadProps) {
  const { table, grid, page, views, count, mayEdit, actions, exporting, onHelp, onChanged } = props;
  const { query, setQuery } = page;
  return (
    <div className="flex flex-col gap-1.5 border-b border-hairline bg-page px-3 py-2 md:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">{table.label}</h1>
        <p className="tabular text-muted" aria-live="polite">
          {count ? (
            `${countText(count)}${isNarrowed(query) ? " matching" : ""}`
          ) : (
            <Skeleton className="inline-block h-4 w-16 align-middle" />
          )}
        </p>
        <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-1.5 max-sm:basis-full max-sm:gap-0.5 lg:flex-nowrap">
          <SearchBox value={query.search} onSearch={(search) => setQuery({ search })} label={`Search ${table.label}`} />
          {mayEdit && <NewRecordButton table={table} insert={actions.insertRecord} onAdded={onChanged} />}
          {mayEdit && <ImportButton table={table} actions={actions} onApplied={onChanged} />}
          <PageTools
            table={table}
            grid={grid}
            page={page}
            views={views}
            mayShare={mayEdit}
            exporting={exporting}
            count={count}
            onHelp={onHelp}
          />
        </div>
      </div>
      <FilterBar table={table} filter={query.filter} onChange={(filter) => setQuery({ filter })} />
    </div>
  );
}
