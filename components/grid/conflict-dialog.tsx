"use client";

import { CellText } from "@/components/bulk/cell-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { CellWrites } from "./use-cell-writes";

/** Both values, and which of them shall stay. */
export function ConflictDialog({ open, writes }: { open: boolean; writes: CellWrites }) {
  const { conflict, settle } = writes;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && settle("theirs")}
      title="Someone else changed this record"
      description={conflict && `Which ${conflict.column.label.toLowerCase()} shall it have?`}
      footer={
        <>
          <Button onClick={() => settle("theirs")}>Keep theirs</Button>
          <Button variant="primary" onClick={() => settle("mine")}>
            Write mine
          </Button>
        </>
      }
    >
      {conflict && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
          <dt className="text-muted">Theirs</dt>
          <dd>
            <CellText value={conflict.row.values[conflict.column.id]} column={conflict.column} />
          </dd>
          <dt className="text-muted">Mine</dt>
          <dd>
            <CellText value={conflict.mine} column={conflict.column} />
          </dd>
        </dl>
      )}
    </Dialog>
  );
}
