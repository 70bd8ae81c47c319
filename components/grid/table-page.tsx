"use client";

import { useCallback, useState } from "react";
import type { BulkActions } from "@/components/bulk/bulk-actions";
import { BulkSheet } from "@/components/bulk/bulk-sheet";
import type { BulkMode } from "@/components/bulk/use-bulk-edit";
import { useNarrow } from "@/components/bulk/use-narrow";
import { RangeWriteSheet } from "@/components/clipboard/range-write-sheet";
import { useRangeWrites } from "@/components/clipboard/use-range-writes";
import { ExportProgress } from "@/components/export/export-progress";
import { useTableExport } from "@/components/export/use-table-export";
import { FacetScope } from "@/components/filter/facet-scope";
import { FilterBar } from "@/components/filter/filter-bar";
import { narrowedBy } from "@/components/filter/filter-tree";
import { ImportButton } from "@/components/import/import-button";
import { NewRecordButton } from "@/components/record/new-record-button";
import type { RecordActions } from "@/components/record/record-actions";
import { RecordDrawer } from "@/components/record/record-drawer";
import type { InsertRecord } from "@/components/record/use-new-record";
import { useOpenRecord } from "@/components/record/use-open-record";
import { usePageState } from "@/components/views/use-page-state";
import { useViews, type ViewActions } from "@/components/views/use-views";
import { type Actor, hasRole } from "@/lib/actor";
import type { ApplyResult } from "@/lib/bulk/plan-preview";
import type { GivenSelection } from "@/lib/bulk/selection";
import type { Sort } from "@/lib/tables/filter";
import type { TableInfo } from "@/lib/tables/table-info";
import type { SavedView } from "@/lib/tables/view-state";
import { CellEditingContext } from "./cell-editor";
import { CellMenu } from "./cell-menu";
import { ConflictDialog } from "./conflict-dialog";
import { DataGrid } from "./data-grid";
import { GridFooter } from "./grid-footer";
import { NoRecords, ReadFailure } from "./grid-states";
import { KeySheet } from "./key-sheet";
import { LiveBar } from "./live-bar";
import { PageTools } from "./page-tools";
import { toSelection } from "./selection";
import { SelectionBar } from "./selection-bar";
import { SelectionSummary } from "./selection-summary";
import { TableToolbar } from "./table-toolbar";
import { useCellEditing } from "./use-cell-editing";
import { useCellWrites } from "./use-cell-writes";
import { useColumnTools } from "./use-column-tools";
import { shownColumns, useGridColumns } from "./use-grid-columns";
import { useFlash } from "./use-flash";
import { useLiveChanges } from "./use-live-changes";
import { type UndoActions, useUndo } from "./use-undo";
import { type InitialRecords, useRecords } from "./use-records";
import { useSelection } from "./use-selection";

export interface TablePageProps {
  table: TableInfo;
  actor: Actor;
  /** Null where the first page could not be read: the grid asks again and says why. */
  initial: InitialRecords | null;
  views: SavedView[];
  actions: BulkActions & RecordActions & UndoActions & ViewActions & { insertRecord: InsertRecord };
}

const MISSING_VIEW = "This view is gone, or private to somebody else. Here are all records.";

/** The table page: find, look, edit a cell, select, and open the bulk sheet on the selection. */
export function TablePage({ table, actor, initial, views: givenViews, actions }: TablePageProps) {
  const mayEdit = hasRole(actor, table.access.edit);
  const mayDelete = hasRole(actor, table.access.delete);
  const [allViews, setAllViews] = useState(givenViews);
  const page = usePageState(table, allViews);
  const { query, start, setQuery, setTop } = page;
  const views = useViews({ table, all: allViews, setAll: setAllViews, page, actions });
  const { cells: flashing, flash } = useFlash();
  const records = useRecords(table.name, query, start, initial, flash);
  const [selection, dispatch] = useSelection(query);
  const [said, announce] = useState("");
  const [sheet, setSheet] = useState<{ open: boolean; mode: BulkMode; selection: GivenSelection }>();
  const opened = useOpenRecord();
  const [helping, setHelping] = useState(false);
  const writes = useCellWrites({
    table: table.name,
    save: actions.saveCell,
    patchRow: records.patchRow,
    announce,
  });
  const editing = useCellEditing({ allowed: mayEdit, writes, rowNow: records.rowNow });
  const undo = useUndo({
    table,
    allowed: mayEdit,
    actions,
    patchRow: records.patchRow,
    refresh: records.refresh,
    announce,
  });
  const rangeWrites = useRangeWrites({
    table,
    actions,
    writes,
    patchRow: records.patchRow,
    refresh: records.refresh,
    announce,
  });
  const narrow = useNarrow();
  const { columns, setColumns } = page;
  const onSort = useCallback((sort: Sort) => setQuery({ sort }), [setQuery]);
  const grid = useGridColumns({ table, sort: query.sort, onSort, narrow, columns, onColumns: setColumns });
  const tools = useColumnTools({ table, query, columns, setQuery, setColumns, announce });
  const exporting = useTableExport(table.name, grid, query.sort);
  const count = records.count.data ?? null;
  const narrowed = query.filter !== null || query.search !== "";
  const clearQuery = useCallback(() => setQuery({ filter: null, search: "" }), [setQuery]);
  const { refresh } = records;
  const live = useLiveChanges({ table: table.name, actorId: actor.id, follow: records.follow });

  function openSheet(mode: BulkMode): void {
    setSheet({ open: true, mode, selection: toSelection(selection, query, count) });
  }

  function onApplied({ ran, task }: ApplyResult): void {
    if (ran === "background" || task.counts.changed > 0) dispatch({ type: "clear" });
    void refresh();
  }

  return (
    <FacetScope value={query}>
      <div className="flex h-full min-h-0 flex-col">
        <TableToolbar
          table={table}
          count={count}
          narrowed={narrowed}
          search={query.search}
          onSearch={(search) => setQuery({ search })}
          filterBar={<FilterBar table={table} filter={query.filter} onChange={(filter) => setQuery({ filter })} />}
          columnMenu={
            <PageTools
              table={table}
              grid={grid}
              page={page}
              views={views}
              mayShare={mayEdit}
              exporting={exporting}
              count={count}
              onHelp={() => setHelping(true)}
            >
              {mayEdit && (
                <NewRecordButton table={table} insert={actions.insertRecord} onAdded={() => void refresh()} />
              )}
              {mayEdit && <ImportButton table={table} actions={actions} onApplied={() => void refresh()} />}
            </PageTools>
          }
        />
        <LiveBar
          changed={live.changed}
          onRefresh={() => {
            live.seen();
            void refresh();
          }}
        />
        <CellEditingContext value={editing}>
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
              editing={editing}
              refused={writes.refused}
              flashing={flashing}
              write={rangeWrites.write}
              undo={undo}
              onHelp={() => setHelping(true)}
              announce={announce}
              onOpen={opened.open}
              onTopWindow={setTop}
              empty={
                records.records.isError ? (
                  <ReadFailure
                    error={records.records.error}
                    narrowed={narrowed}
                    onRetry={() => void records.records.refetch()}
                    onClear={clearQuery}
                  />
                ) : (
                  <NoRecords table={table} narrowed={narrowed} onClear={clearQuery} />
                )
              }
            />
          </CellMenu>
        </CellEditingContext>
        <SelectionBar
          selection={selection}
          dispatch={dispatch}
          matching={count}
          mayDelete={mayDelete}
          onEdit={() => openSheet("update")}
          onDelete={() => openSheet("delete")}
          summary={
            <SelectionSummary
              table={table}
              columns={shownColumns(grid)}
              selection={toSelection(selection, query, count)}
            />
          }
          hiddenColumns={exporting.hidden}
          onExport={(chosen, format, all) => exporting.begin(toSelection(selection, query, count), chosen, format, all)}
        />
        <ExportProgress running={exporting.running} onCancel={exporting.cancel} />
        <GridFooter
          actor={actor}
          mayEdit={mayEdit}
          notice={page.missing ? MISSING_VIEW : selection.notice}
          said={said}
        />
        <ConflictDialog writes={writes} />
        <RangeWriteSheet table={table} actions={actions} writes={rangeWrites} />
        {opened.id !== null && (
          <RecordDrawer
            key={opened.id}
            table={table}
            id={opened.id}
            open={opened.isOpen}
            mayEdit={mayEdit}
            actions={actions}
            rowInGrid={records.rows.find(({ id }) => id === opened.id)}
            patchGrid={records.patchRow}
            announce={announce}
            onClose={opened.close}
          />
        )}
        <KeySheet open={helping} onOpenChange={setHelping} mayEdit={mayEdit} />
        {sheet && (
          <BulkSheet
            actions={actions}
            table={table}
            selection={sheet.selection}
            mode={sheet.mode}
            open={sheet.open}
            onOpenChange={(open) => setSheet({ ...sheet, open })}
            onApplied={onApplied}
          />
        )}
      </div>
    </FacetScope>
  );
}
