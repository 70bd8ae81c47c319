"use client";

import { useState } from "react";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { BulkSheet } from "@/components/bulk/sheet/bulk-sheet";
import { useFollowUp } from "@/components/tasks/act/follow-up-provider";
import { useTellApplied } from "@/components/tasks/act/use-tell-applied";
import { Button } from "@/components/ui/button";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { RecordRow, TableInfo } from "@/lib/tables/model/table-info";
import { NewRecordSheet } from "./new-record-sheet";
import { copiedValues, type InsertRecord } from "./use-new-record";

export interface RecordVerbsProps {
  table: TableInfo;
  row: RecordRow;
  mayDelete: boolean;
  actions: BulkActions & { insertRecord: InsertRecord };
  /** The table has one record more. */
  onAdded: () => void;
  onDeleted: () => void;
}

/** What can be done with a record as a whole. What came of it is said in a toast, with undo. */
export function RecordVerbs({ table, row, mayDelete, actions, onAdded, onDeleted }: RecordVerbsProps) {
  const [copies, setCopies] = useState(0);
  const [copying, setCopying] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const tell = useTellApplied(useFollowUp());

  function added(result: ApplyResult): void {
    setCopying(false);
    tell(result);
    onAdded();
  }

  function deleted(result: ApplyResult): void {
    // Refused: the sheet says why.
    if (result.ran === "direct" && result.task.counts.changed === 0) return;
    setDeleting(false);
    tell(result);
    onDeleted();
  }

  return (
    <>
      {mayDelete && <Button onClick={() => setDeleting(true)}>Delete…</Button>}
      <Button
        onClick={() => {
          setCopies(copies + 1);
          setCopying(true);
        }}
      >
        Duplicate…
      </Button>
      <NewRecordSheet
        key={copies}
        table={table}
        insert={actions.insertRecord}
        duplicateOf={{ values: copiedValues(table, row.values), labels: row.labels }}
        open={copying}
        onOpenChange={setCopying}
        onAdded={added}
      />
      <BulkSheet
        actions={actions}
        table={table}
        selection={{ kind: "records", ids: [row.id] }}
        mode="delete"
        open={deleting}
        onOpenChange={setDeleting}
        onApplied={deleted}
      />
    </>
  );
}
