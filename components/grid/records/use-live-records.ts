"use client";

import { useCallback } from "react";
import type { RecordQuery } from "./grid-params";
import { useFlash } from "./use-flash";
import { useLiveChanges } from "./use-live-changes";
import { type InitialRecords, useRecords } from "./use-records";

export interface LiveRecordsInput {
  table: string;
  query: RecordQuery;
  /** Where the list begins. */
  start: string | null;
  initial: InitialRecords | null;
}

/**
 * The loaded records, followed while others change them: a cell that somebody changed flashes, every record stays in its
 * place, and how many were changed is counted until the reader reads the list anew.
 */
export function useLiveRecords({ table, query, start, initial }: LiveRecordsInput) {
  const { cells: flashing, flash } = useFlash();
  const records = useRecords(table, query, start, initial, flash);
  const { refresh, follow, recount } = records;
  const { changed, seen } = useLiveChanges({ table, follow, recount });
  const readAnew = useCallback(() => {
    seen();
    void refresh();
  }, [seen, refresh]);
  return { records, flashing, changed, readAnew };
}
