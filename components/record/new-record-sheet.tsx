"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/overlays/sheet";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { RecordValues, TableInfo } from "@/lib/tables/model/table-info";
import { NewRecordForm } from "./new-record-form";
import { type InsertRecord, useNewRecord } from "./use-new-record";

export interface NewRecordSheetProps {
  table: TableInfo;
  insert: InsertRecord;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: (result: ApplyResult) => void;
  /** A duplicate begins with the values of its original. */
  duplicateOf?: { values: RecordValues; labels: Record<string, string | null> };
}

/** Adds one record, beside the grid. Mounted anew each time, so that it begins empty. */
export function NewRecordSheet({ table, insert, open, onOpenChange, onAdded, duplicateOf }: NewRecordSheetProps) {
  const id = useId();
  const origin = duplicateOf ? "duplicate" : "new";
  const record = useNewRecord(table, duplicateOf?.values ?? {}, origin, insert, onAdded);
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={duplicateOf ? "Duplicate" : "New record"}
      description={`One record of ${table.label}, in the history and with undo like any edit.`}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" pending={record.pending}>
            Add 1 record
          </Button>
        </>
      }
    >
      <NewRecordForm id={id} table={table} record={record} labels={duplicateOf?.labels} />
    </Sheet>
  );
}
