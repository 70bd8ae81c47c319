"use client";

import { ReadProblem } from "@/components/ui/failure/read-problem";
import { CellText } from "@/components/values/cell-text";
import { useRecordLabels } from "@/components/filter/use-record-labels";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { CellWrites } from "./use-cell-writes";

export interface ConflictDialogProps {
  open: boolean;
  table: TableInfo;
  writes: CellWrites;
}

/** Both values, and which of them shall stay. */
export function ConflictDialog({ open, table, writes }: ConflictDialogProps) {
  const { conflict, resolve } = writes;
  const column = conflict?.column;
  const theirs = conflict?.row.values[conflict.column.id];
  const mentions = column ? [{ column: column.id, value: [theirs, conflict.mine] }] : [];
  const labels = useRecordLabels(table, mentions);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && resolve("theirs")}
      title="Someone else changed this record"
      description={conflict && `Which ${conflict.column.label.toLowerCase()} shall it have?`}
      footer={
        <>
          <Button onClick={() => resolve("theirs")}>Keep theirs</Button>
          <Button variant="primary" onClick={() => resolve("mine")}>
            Write mine
          </Button>
        </>
      }
    >
      <ReadProblem query={labels.read} what="What the records are called" className="mb-2" />
      {conflict && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
          <dt className="text-muted">Theirs</dt>
          <dd>
            <CellText value={theirs} column={column} labelOf={labels.labelOf} />
          </dd>
          <dt className="text-muted">Mine</dt>
          <dd>
            <CellText value={conflict.mine} column={column} labelOf={labels.labelOf} />
          </dd>
        </dl>
      )}
    </Dialog>
  );
}
