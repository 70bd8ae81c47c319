"use client";

import { useState } from "react";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { useTableExport } from "@/components/export/use-table-export";
import { Panel } from "@/components/ui/failure/panel";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { FacetScope } from "@/components/filter/facet-scope";
import { narrowedBy } from "@/components/filter/filter-tree";
import type { RecordActions } from "@/components/record/record-actions";
import type { InsertRecord } from "@/components/record/use-new-record";
import { useOpenRecord } from "@/components/record/use-open-record";
import type { ViewActions } from "@/components/views/use-views";
import { useViewedPage } from "@/components/views/use-viewed-page";
import { type Actor, hasRole } from "@/lib/model/actor";
import type { RepeatedTask } from "@/lib/bulk/task/repeated-task";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { SavedView } from "@/lib/tables/model/view-state";
import { CellEditingContext } from "@/components/grid/editing/cell-editing-context";
import { CellMenu } from "@/components/grid/rows/cell-menu";
import { DataGrid } from "@/components/grid/rows/data-grid";
import { GridFooter } from "@/components/grid/rows/grid-footer";
import { LiveBar } from "@/components/grid/records/live-bar";
import { SelectionTools } from "@/components/grid/selection/selection-tools";
import { TableHead } from "./table-head";
import { type PageSheet, TableOverlays } from "./table-overlays";
import { shownColumns } from "@/components/grid/columns/use-grid-columns";
import { useLiveRecords } from "@/components/grid/records/use-live-records";
import { usePageColumns } from "@/components/grid/columns/use-page-columns";
import type { InitialRecords } from "@/components/grid/records/use-records";
import { useSelection } from "@/components/grid/selection/use-selection";
import { useTableWrites } from "@/components/grid/editing/use-table-writes";
import type { UndoActions } from "@/components/grid/editing/use-undo";

const ExportProgress = lazyPanel(
  async () => (await import("@/components/export/export-progress")).ExportProgress,
  "hidden",
);
const NothingToShow = lazyPanel(async () => (await import("./grid-states")).NothingToShow, "m-4 h-24");
const SlowSortNote = lazyPanel(async () => (await import("./slow-sort-note")).SlowSortNote, "hidden");

export interface TablePageProps {
  table: TableInfo;
  actor: Actor;
  /** Null where the first page could not be read: the grid asks again and says why. */
  initial: InitialRecords | null;
  views: SavedView[];
  /** A task that the address asks to run again. */
  again: RepeatedTask | null;
  actions: BulkActions & RecordActions & UndoActions & ViewActions & { insertRecord: InsertRecord };
}

const MISSING_VIEW = "This view is gone, or private to somebody else. Here are all records.";

/** The table page: find, look, edit a cell, select, and open the bulk sheet on the selection. */
export function TablePage({ table, actor, initial, views: givenViews, again, actions }: TablePageProps) {
  const editor = hasRole(actor, table.access.edit);
  const mayEdit = editor && table.limits.edit === null;
  const mayAdd = editor && table.limits.insert === null;
  const mayDelete = hasRole(actor, table.access.delete) && table.limits.delete === null;
  const [said, announce] = useState("");
  const [sheet, setSheet] = useState<PageSheet | null>(null);
  const { page, views } = useViewedPage(table, givenViews, actions);
  const { query, start, setQuery } = page;
  const { records, flashing, changed, readAnew } = useLiveRecords({ table: table.name, query, start, initial });
  const [selection, dispatch] = useSelection(query);
  const { grid, tools } = usePageColumns({ table, page, announce });
  const writes = useTableWrites({ table, allowed: mayEdit, records, actions, announce });
  const exporting = useTableExport(table.name, grid, query.sort);
  const opened = useOpenRecord();
  const count = records.count.data ?? null;
  const refresh = () => void records.refresh();

  return (
    <FacetScope value={query}>
      <div className="flex h-full min-h-0 flex-col">
        <Panel what="The head of the table">
          <TableHead
            table={table}
            grid={grid}
            page={page}
            views={views}
            count={count}
            counting={records.count}
            listed={records.records.data !== undefined}
            mayEdit={mayEdit}
            mayAdd={mayAdd}
            exporting={exporting}
            onSheet={setSheet}
          />
        </Panel>
        <LiveBar changed={changed} behind={records.behind} onRefresh={readAnew} />
        <CellEditingContext value={writes.editing}>
          <Panel what="The grid">
            <CellMenu
              table={table}
              rowNow={records.rowNow}
              onFilter={(rule) => setQuery({ filter: narrowedBy(query.filter, rule) })}
            >
              <DataGrid
                table={table}
                grid={grid}
                tools={tools}
                records={records}
                selection={selection}
                dispatch={dispatch}
                selectable={mayEdit}
                writes={writes}
                flashing={flashing}
                onHelp={() => setSheet("keys")}
                announce={announce}
                onOpen={opened.open}
                onTopWindow={page.setTop}
                onStart={page.setStart}
                empty={
                  <NothingToShow
                    table={table}
                    records={records.records}
                    page={page}
                    onSheet={mayEdit ? setSheet : undefined}
                  />
                }
              />
            </CellMenu>
          </Panel>
        </CellEditingContext>
        <Panel what="The selection">
          <SelectionTools
            table={table}
            columns={shownColumns(grid)}
            query={query}
            selection={selection}
            dispatch={dispatch}
            matching={count}
            mayDelete={mayDelete}
            again={again}
            actions={actions}
            exporting={exporting}
            onChanged={refresh}
          />
        </Panel>
        {exporting.running && <ExportProgress running={exporting.running} onCancel={exporting.cancel} />}
        {records.slowSort && <SlowSortNote slow={records.slowSort} />}
        <GridFooter
          actor={actor}
          mayEdit={editor}
          limit={table.limits.edit}
          notice={page.missing ? MISSING_VIEW : selection.notice}
          said={said}
        />
        <Panel what="What was opened">
          <TableOverlays
            table={table}
            mayEdit={mayEdit}
            mayAdd={mayAdd}
            mayDelete={mayDelete}
            records={records}
            writes={writes}
            opened={opened}
            sheet={sheet}
            onSheet={setSheet}
            actions={actions}
            announce={announce}
            onChanged={refresh}
          />
        </Panel>
      </div>
    </FacetScope>
  );
}
