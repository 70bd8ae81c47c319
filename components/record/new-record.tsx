"use client";

import { useState } from "react";
import { useFollowUp } from "@/components/tasks/act/follow-up-provider";
import { useTellApplied } from "@/components/tasks/act/use-tell-applied";
import { lazySheet } from "@/components/ui/overlays/lazy-sheet";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { InsertRecord } from "./use-new-record";

const NewRecordSheet = lazySheet(async () => (await import("./new-record-sheet")).NewRecordSheet);

export interface NewRecordProps {
  table: TableInfo;
  insert: InsertRecord;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The record is there. */
  onAdded: () => void;
}

/** The sheet of a new record, empty each time; what came of it is said in a toast, with undo. */
export function NewRecord({ table, insert, open, onOpenChange, onAdded }: NewRecordProps) {
  const [session, setSession] = useState({ n: 0, open });
  if (session.open !== open) setSession({ n: session.n + (open ? 1 : 0), open });
  const tell = useTellApplied(useFollowUp());

  function added(result: ApplyResult): void {
    onOpenChange(false);
    tell(result);
    onAdded();
  }

  return (
    <NewRecordSheet
      key={session.n}
      table={table}
      insert={insert}
      open={open}
      onOpenChange={onOpenChange}
      onAdded={added}
    />
  );
}
