"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useFollowUp } from "@/components/tasks/follow-up-provider";
import { useTellApplied } from "@/components/tasks/use-tell-applied";
import { Button } from "@/components/ui/button";
import type { ApplyResult } from "@/lib/bulk/plan-preview";
import type { TableInfo } from "@/lib/tables/table-info";
import { NewRecordSheet } from "./new-record-sheet";
import type { InsertRecord } from "./use-new-record";

export interface NewRecordButtonProps {
  table: TableInfo;
  insert: InsertRecord;
  /** The record is there. */
  onAdded: () => void;
}

/** Opens the sheet of a new record; what came of it is said in a toast, with undo. */
export function NewRecordButton({ table, insert, onAdded }: NewRecordButtonProps) {
  const [opened, setOpened] = useState(0);
  const [open, setOpen] = useState(false);
  const tell = useTellApplied(useFollowUp());

  function added(result: ApplyResult): void {
    setOpen(false);
    tell(result);
    onAdded();
  }

  return (
    <>
      <Button
        onClick={() => {
          setOpened(opened + 1);
          setOpen(true);
        }}
      >
        <Plus className="size-4" aria-hidden /> New record
      </Button>
      <NewRecordSheet key={opened} table={table} insert={insert} open={open} onOpenChange={setOpen} onAdded={added} />
    </>
  );
}
