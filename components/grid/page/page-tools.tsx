"use client";

import { Download, Upload } from "lucide-react";
import { ExportMenu } from "@/components/export/export-menu";
import type { useTableExport } from "@/components/export/use-table-export";
import { ToolButton } from "@/components/ui/tool-button";
import { declaredColumns } from "@/components/views/page-state";
import type { PageStateOf } from "@/components/views/use-page-state";
import type { useViews } from "@/components/views/use-views";
import { ViewMenu } from "@/components/views/view-menu";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { ColumnMenu } from "@/components/grid/columns/column-menu";
import { countText, type MatchCount } from "@/components/grid/records/count-text";
import { isNarrowed } from "@/components/grid/records/grid-params";
import { allMatching } from "@/components/grid/selection/selection";
import { SortMenu } from "@/components/grid/columns/sort-menu";
import type { GridTable } from "@/components/grid/columns/use-grid-columns";

export interface PageToolsProps {
  table: TableInfo;
  grid: GridTable;
  page: PageStateOf;
  views: ReturnType<typeof useViews>;
  mayEdit: boolean;
  /** New records may be added. */
  mayAdd: boolean;
  exporting: ReturnType<typeof useTableExport>;
  count: MatchCount | null;
  onImport: () => void;
  /** Something was chosen that shows beside the tools: a list of them has done its work. */
  onDone: () => void;
}

/** What can be done with the table as a whole: views, sort, columns, files. */
export function PageTools(props: PageToolsProps) {
  const { table, grid, page, views, mayEdit, exporting, count, onImport, onDone } = props;
  const { query, setQuery, setColumns } = page;
  return (
    <>
      <ViewMenu open={page.view} changed={page.changed} mayShare={mayEdit} views={views} />
      <SortMenu table={table} sort={query.sort} onSort={(sort) => setQuery({ sort })} />
      <ColumnMenu grid={grid} onReset={() => setColumns(declaredColumns(table))} />
      {mayEdit && <ToolButton icon={<Upload className="size-4" aria-hidden />} label="Import" onClick={onImport} />}
      <ExportMenu
        title={`Export ${count ? countText(count) : ""} ${isNarrowed(query) ? "matching" : "records"}`}
        hidden={exporting.hidden}
        onExport={(format, all) => {
          onDone();
          exporting.begin(allMatching(query), count, format, all);
        }}
        trigger={<ToolButton icon={<Download className="size-4" aria-hidden />} label="Export" />}
      />
    </>
  );
}
