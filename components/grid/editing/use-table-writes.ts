"use client";

import { useRangeWrites } from "@/components/clipboard/use-range-writes";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import type { RecordActions } from "@/components/record/record-actions";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { useCellEditing } from "./use-cell-editing";
import { useCellWrites } from "./use-cell-writes";
import type { Records } from "@/components/grid/records/use-records";
import { useOwnWrites } from "./use-own-writes";
import { type UndoActions, useUndo } from "./use-undo";

export interface TableWritesInput {
  table: TableInfo;
  allowed: boolean;
  records: Records;
  actions: BulkActions & RecordActions & UndoActions;
  /** To screen readers. */
  announce: (sentence: string) => void;
}

/** All that writes out of the grid itself: one cell, a range, undo and redo. What is written is shown at once. */
export function useTableWrites({ table, allowed, records, actions, announce }: TableWritesInput) {
  const { patchRow, rowNow, refresh } = records;
  const own = useOwnWrites({ table: table.name, rowNow });
  const cells = useCellWrites({ table: table.name, save: actions.saveCell, patchRow, announce, own });
  const editing = useCellEditing({ allowed, writes: cells, rowNow });
  const undo = useUndo({ table, allowed, actions, patchRow, refresh, announce, own });
  const ranges = useRangeWrites({ table, actions, writes: cells, patchRow, refresh, announce, own });
  return { cells, editing, undo, ranges };
}

export type TableWrites = ReturnType<typeof useTableWrites>;
