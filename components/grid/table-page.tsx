"use client";

import { useCallback, useState } from "react";
import type { BulkActions } from "@/components/bulk/bulk-actions";
import { useNarrow } from "@/components/bulk/use-narrow";
import { ExportProgress } from "@/components/export/export-progress";
import { useTableExport } from "@/components/export/use-table-export";
import { FacetScope } from "@/components/filter/facet-scope";
import { narrowedBy } from "@/components/filter/filter-tree";
import type { RecordActions } from "@/components/record/record-actions";
import type { InsertRecord } from "@/components/record/use-new-record";
import { useOpenRecord } from "@/components/record/use-open-record";
import { lazySheet } from "@/components/ui/lazy-sheet";
import { usePageState } from "@/components/views/use-page-state";
import { useViews, type ViewActions } from "@/components/views/use-views";
import { type Actor, hasRole } from "@/lib/actor";
import type { RepeatedTask } from "@/lib/bulk/repeated-task";
import type { Sort } from "@/lib/tables/filter";
import type { TableInfo } from "@/lib/tables/table-info";
import type { SavedView } from "@/lib/tables/view-state";
import { CellEditingContext } from "./cell-editing-context";
import { CellMenu } from "./cell-menu";
import { DataGrid } from "./data-grid";
import { GridFooter } from "./grid-footer";
import { NothingToShow } from "./grid-states";
import { LiveBar } from "./live-bar";
import { SlowSortNote } from "./slow-sort-note";
import { SelectionTools } from "./selection-tools";
import { TableHead } from "./table-head";
import { useColumnTools } from "./use-column-tools";
import { useFlash } from "./use-flash";
import { shownColumns, useGridColumns } from "./use-grid-columns";
import { useLiveChanges } from "./use-live-changes";
import { type InitialRecords, useRecords } from "./use-records";
import { useSelection } from "./use-selection";
import { useTableWrites } from "./use-table-writes";
import type { UndoActions } from "./use-undo";

const ConflictDialog = lazySheet(async () => (await import("./conflict-dialog")).ConflictDialog);
const KeySheet = lazySheet(async () => (await import("./key-sheet")).KeySheet);
const RangeWriteSheet = lazySheet(
  async () => (await import("@/components/clipboard/range-write-sheet")).RangeWriteSheet,
);
const RecordDrawer = lazySheet(async () => (await import("@/components/record/record-drawer")).RecordDrawer);

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
  const mayEdit = hasRole(actor, table.access.edit);
  const mayDelete = hasRole(actor, table.access.delete);
  const [allViews, setAllViews] = useState(givenViews);
  const page = usePageState(table, allViews);
  const { query, start, setQuery, setTop, columns, setColumns } = page;
  const views = useViews({ table, all: allViews, setAll: setAllViews, page, actions });
  const { cells: flashing, flash } = useFlash();
  const records = useRecords(table.name, query, start, initial, flash);
  const [selection, dispatch] = useSelection(query);
  const [said, announce] = useState("");
  const opened = useOpenRecord();
  const [helping, setHelping] = useState(false);
  const writes = useTableWrites({ table, allowed: mayEdit, records, actions, announce });
  const narrow = useNarrow();
  const onSort = useCallback((sort: Sort) => setQuery({ sort }), [setQuery]);
  const grid = useGridColumns({ table, sort: query.sort, onSort, narrow, columns, onColumns: setColumns });
  const tools = useColumnTools({ table, query, columns, setQuery, setColumns, announce });
  const exporting = useTableExport(table.name, grid, query.sort);
  const count = records.count.data ?? null;
  const live = useLiveChanges({ table: table.name, follow: records.follow, recount: records.recount });
  const refresh = () => void records.refresh();
  const onHelp = () => setHelping(true);

  return (
    <FacetScope value={query}>
      <div className="flex h-full min-h-0 flex-col">
        <TableHead
          table={table}
          grid={grid}
          page={page}
          views={views}
          count={count}
          mayEdit={mayEdit}
          actions={actions}
          exporting={exporting}
          onHelp={onHelp}
          onChanged={refresh}
        />
        <LiveBar
          changed={live.changed}
          onRefresh={() => {
            live.seen();
            refresh();
          }}
        />
        <CellEditingContext value={writes.editing}>
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
              onHelp={onHelp}
              announce={announce}
              onOpen={opened.open}
              onTopWindow={setTop}
              onStart={page.setStart}
              empty={<NothingToShow table={table} records={records.records} page={page} />}
            />
          </CellMenu>
        </CellEditingContext>
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
        <ExportProgress running={exporting.running} onCancel={exporting.cancel} />
        <SlowSortNote slow={records.slowSort} />
        <GridFooter
          actor={actor}
          mayEdit={mayEdit}
          notice={page.missing ? MISSING_VIEW : selection.notice}
          said={said}
        />
        <ConflictDialog open={writes.cells.conflict !== null} writes={writes.cells} />
        <RangeWriteSheet open={writes.ranges.waiting !== null} table={table} actions={actions} writes={writes.ranges} />
        {opened.id !== null && (
          <RecordDrawer
            key={opened.id}
            table={table}
            id={opened.id}
            open={opened.isOpen}
            mayEdit={mayEdit}
            mayDelete={mayDelete}
            actions={actions}
            rowInGrid={records.rows.find(({ id }) => id === opened.id)}
            patchGrid={records.patchRow}
            announce={announce}
            onChanged={refresh}
            onClose={opened.close}
          />
        )}
        <KeySheet open={helping} onOpenChange={setHelping} mayEdit={mayEdit} />
      </div>
    </FacetScope>
  );
}
