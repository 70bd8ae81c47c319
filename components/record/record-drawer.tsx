"use client";

import { useCallback, useMemo } from "react";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { ConflictDialog } from "@/components/grid/editing/conflict-dialog";
import { Panel } from "@/components/ui/failure/panel";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { useOwnWrites } from "@/components/grid/editing/use-own-writes";
import { useCellWrites } from "@/components/grid/editing/use-cell-writes";
import { Sheet } from "@/components/ui/overlays/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { RecordRow, TableInfo } from "@/lib/tables/model/table-info";
import type { RecordActions } from "./record-actions";
import { DeletedRecord } from "./deleted-record";
import { RecordField } from "./record-field";
import { RecordHistory } from "./record-history";
import { RecordVerbs } from "./record-verbs";
import type { InsertRecord } from "./use-new-record";
import { useRecord } from "./use-record";

export interface RecordDrawerProps {
  table: TableInfo;
  id: string;
  open: boolean;
  mayEdit: boolean;
  mayDelete: boolean;
  actions: BulkActions & RecordActions & { insertRecord: InsertRecord };
  /** The record as the grid has it, if it is loaded there. */
  rowInGrid: RecordRow | undefined;
  /** Shows a change in the grid as well. */
  patchGrid: (id: string, change: (row: RecordRow) => RecordRow) => void;
  announce: (sentence: string) => void;
  /** Records came or went. */
  onChanged: () => void;
  onClose: () => void;
}

/** One record beside the grid: every field with its editor, and its history. */
export function RecordDrawer(props: RecordDrawerProps) {
  const { table, id, open, mayEdit, mayDelete, actions, rowInGrid, patchGrid, announce, onChanged, onClose } = props;
  const { row, deleted, record, history, patch } = useRecord(table.name, id, rowInGrid?.version);
  const patchRow = useCallback(
    (of: string, change: (row: RecordRow) => RecordRow) => {
      patch(change);
      patchGrid(of, change);
    },
    [patch, patchGrid],
  );
  const own = useOwnWrites({ table: table.name, rowNow: useCallback(() => row ?? undefined, [row]) });
  const writes = useCellWrites({ table: table.name, save: actions.saveCell, patchRow, announce, own });
  // The name first, as in the grid.
  const columns = useMemo(
    () => table.columns.toSorted((a, b) => Number(b.id === table.recordLabel) - Number(a.id === table.recordLabel)),
    [table],
  );
  const name = row ? String(row.labels[table.recordLabel] ?? row.values[table.recordLabel] ?? row.id) : deleted?.label;

  return (
    <Sheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      modal={false}
      title={name ?? "Record"}
      description={`${table.label} · ${id}`}
      footer={
        mayEdit &&
        row && (
          <RecordVerbs
            table={table}
            row={row}
            mayDelete={mayDelete}
            actions={actions}
            onAdded={onChanged}
            onDeleted={() => {
              onClose();
              onChanged();
            }}
          />
        )
      }
    >
      <ReadProblem query={record} what="The record" className="mb-4" />
      {record.error && !record.data ? null : !row && !deleted ? (
        <div role="status" aria-label="Loading the record" className="flex flex-col gap-4">
          {columns.map((column) => (
            <Skeleton key={column.id} className="h-8" />
          ))}
        </div>
      ) : (
        <div className="flex flex-col gap-4">
          {deleted && <DeletedRecord table={table} columns={columns} id={id} record={deleted} />}
          {row &&
            columns.map((column) => (
              <RecordField
                key={column.id}
                table={table.name}
                column={column}
                row={row}
                writes={writes}
                mayEdit={mayEdit}
              />
            ))}
          <section aria-label="History" className="mt-2 border-t border-hairline pt-4">
            <h3 className="mb-1 text-base font-semibold">History</h3>
            <Panel what="The history" className="">
              <RecordHistory
                table={table}
                row={row}
                history={history}
                mayEdit={mayEdit}
                revertRecord={actions.revertRecord}
                onRow={(now) => {
                  patchRow(now.id, () => now);
                  announce("The record was reverted.");
                }}
              />
            </Panel>
          </section>
        </div>
      )}
      <ConflictDialog open={writes.conflict !== null} table={table} writes={writes} />
    </Sheet>
  );
}
