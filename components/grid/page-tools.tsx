"use client";

import { Keyboard } from "lucide-react";
import { ToolbarExport } from "@/components/export/toolbar-export";
import type { useTableExport } from "@/components/export/use-table-export";
import { IconButton } from "@/components/ui/icon-button";
import { declaredColumns } from "@/components/views/page-state";
import type { PageStateOf } from "@/components/views/use-page-state";
import type { useViews } from "@/components/views/use-views";
import { ViewMenu } from "@/components/views/view-menu";
import type { TableInfo } from "@/lib/tables/table-info";
import { ColumnMenu } from "./column-menu";
import { countText, type MatchCount } from "./count-text";
import { isNarrowed } from "./grid-params";
import { allMatching } from "./selection";
import { SortMenu } from "./sort-menu";
import type { GridTable } from "./use-grid-columns";

export interface PageToolsProps {
  table: TableInfo;
  grid: GridTable;
  page: PageStateOf;
  views: ReturnType<typeof useViews>;
  mayShare: boolean;
  exporting: ReturnType<typeof useTableExport>;
  count: MatchCount | null;
  onHelp: () => void;
}

/** What can be done with the table as a whole: views, sort, columns, export. */
export function PageTools(props: PageToolsProps) {
  const { table, grid, page, views, mayShare, exporting, count, onHelp } = props;
  const { query, setQuery, setColumns } = page;
  return (
    <>
      <ViewMenu open={page.view} changed={page.changed} mayShare={mayShare} views={views} />
      <SortMenu table={table} sort={query.sort} onSort={(sort) => setQuery({ sort })} />
      <ColumnMenu grid={grid} onReset={() => setColumns(declaredColumns(table))} />
      <ToolbarExport
        title={`Export ${count ? countText(count) : ""} ${isNarrowed(query) ? "matching" : "records"}`}
        hidden={exporting.hidden}
        onExport={(format, all) => exporting.begin(allMatching(query), count, format, all)}
      />
      <IconButton label="Keyboard" icon={<Keyboard className="size-4" />} className="max-md:hidden" onClick={onHelp} />
    </>
  );
}
