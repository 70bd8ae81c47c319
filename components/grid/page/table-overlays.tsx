"use client";

import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { ImportFile } from "@/components/import/import-file";
import { NewRecord } from "@/components/record/new-record";
import type { RecordActions } from "@/components/record/record-actions";
import type { InsertRecord } from "@/components/record/use-new-record";
import type { useOpenRecord } from "@/components/record/use-open-record";
import { lazySheet } from "@/components/ui/overlays/lazy-sheet";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { Records } from "@/components/grid/records/use-records";
import type { TableWrites } from "@/components/grid/editing/use-table-writes";

const ConflictDialog = lazySheet(
  async () => (await import("@/components/grid/editing/conflict-dialog")).ConflictDialog,
);
const KeySheet = lazySheet(async () => (await import("./key-sheet")).KeySheet);
const RangeWriteSheet = lazySheet(
  async () => (await import("@/components/clipboard/range-write-sheet")).RangeWriteSheet,
);
const RecordDrawer = lazySheet(async () => (await import("@/components/record/record-drawer")).RecordDrawer);

/** A sheet about the table as a whole: its keys, a new record, a file. */
export type PageSheet = "keys" | "new" | "import";

export interface TableOverlaysProps {
  table: TableInfo;
  mayEdit: boolean;
  mayAdd: boolean;
  mayDelete: boolean;
  records: Records;
  writes: TableWrites;
  opened: ReturnType<typeof useOpenRecord>;
  sheet: PageSheet | null;
  onSheet: (sheet: PageSheet | null) => void;
  actions: BulkActions & RecordActions & { insertRecord: InsertRecord };
  announce: (sentence: string) => void;
  /** Records came or went. */
  onChanged: () => void;
}

/** What opens over the grid: the question after a conflict, the preview of a paste, one record, the page's own sheets. */
export function TableOverlays(props: TableOverlaysProps) {
  const { table, mayEdit, mayAdd, mayDelete, records, writes, opened, sheet, onSheet, actions, announce, onChanged } =
    props;
  const toggle = (which: PageSheet) => (open: boolean) => onSheet(open ? which : null);
  return (
    <>
      <ConflictDialog open={writes.cells.conflict !== null} table={table} writes={writes.cells} />
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
          onChanged={onChanged}
          onClose={opened.close}
        />
      )}
      {mayAdd && (
        <>
          <NewRecord
            table={table}
            insert={actions.insertRecord}
            open={sheet === "new"}
            onOpenChange={toggle("new")}
            onAdded={onChanged}
          />
          <ImportFile
            table={table}
            actions={actions}
            open={sheet === "import"}
            onOpenChange={toggle("import")}
            onApplied={onChanged}
          />
        </>
      )}
      <KeySheet open={sheet === "keys"} onOpenChange={toggle("keys")} mayEdit={mayEdit} />
    </>
  );
}
