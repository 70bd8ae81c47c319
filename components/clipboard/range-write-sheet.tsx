"use client";

import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { ConfirmPlan } from "@/components/bulk/plan/confirm-plan";
import { records } from "@/components/values/count-words";
import { answered } from "@/components/http/answered";
import { Sheet } from "@/components/ui/overlays/sheet";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { RangeOrigin } from "./use-range-result";
import type { RangeWrites } from "./use-range-writes";

export interface RangeWriteSheetProps {
  open: boolean;
  table: TableInfo;
  actions: Pick<BulkActions, "applyPlan" | "discardPlan">;
  writes: RangeWrites;
}

const TITLES: Record<RangeOrigin, string> = { paste: "Paste into", fill: "Fill", clear: "Clear cells of" };

/** The preview of a paste, fill or clear that is too large to happen at once, and the yes. */
export function RangeWriteSheet({ open, table, actions, writes }: RangeWriteSheetProps) {
  const { waiting, applied, dismiss } = writes;
  function cancel(): void {
    if (waiting) void answered(actions.discardPlan({ taskId: waiting.taskId }));
    dismiss();
  }
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => !next && cancel()}
      title={waiting && `${TITLES[waiting.origin]} ${records(waiting.total)}`}
      description={waiting?.notice ?? "Nothing is written yet."}
    >
      {waiting && (
        <ConfirmPlan
          key={waiting.taskId}
          actions={actions}
          taskId={waiting.taskId}
          total={waiting.total}
          verb="Update"
          table={table}
          onApplied={applied}
          onCancel={dismiss}
        />
      )}
    </Sheet>
  );
}
