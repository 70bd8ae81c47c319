"use client";

import { useState } from "react";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { ConfirmPlan } from "@/components/bulk/plan/confirm-plan";
import { records } from "@/components/values/count-words";
import { PlanProblem } from "@/components/bulk/plan/plan-problem";
import { PlanSkeleton } from "@/components/bulk/plan/plan-skeleton";
import { postJson } from "@/components/http/request";
import { WORK_MS } from "@/components/http/time-limits";
import { resultOf } from "@/components/http/request-failure";
import { usePlan } from "@/components/bulk/plan/use-plan";
import { Sheet } from "@/components/ui/overlays/sheet";
import type { Planned } from "@/lib/bulk/plan/insert-plan";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import { selectionText } from "@/lib/tables/model/selection-text";
import type { TableInfo } from "@/lib/tables/model/table-info";

export interface DuplicateSheetProps {
  actions: Pick<BulkActions, "applyPlan" | "discardPlan">;
  table: TableInfo;
  /** Taken as it is when the sheet opens: mount it anew for another one. */
  selection: ChosenSelection;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: (result: ApplyResult) => void;
}

/** New records with the values of the selected ones: what they would be, and the yes. */
export function DuplicateSheet(props: DuplicateSheetProps) {
  const { actions, table, selection: selected, open, onOpenChange, onAdded } = props;
  const [selection] = useState(selected);
  const plan = usePlan(
    {
      plan: (acceptMovedCount) =>
        resultOf(
          postJson<Planned>(
            "/api/plans/duplicates",
            { table: table.name, selection, acceptMovedCount },
            { timeoutMs: WORK_MS, has: ["taskId", "total"] },
          ),
        ),
      discardPlan: actions.discardPlan,
    },
    open,
  );
  const { state } = plan;
  const close = () => onOpenChange(false);
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={state.phase === "ready" ? `Duplicate ${records(state.total)}` : "Duplicate"}
      description={`${selectionText(table, selection)}; the new ones get keys of their own`}
    >
      {state.phase === "ready" ? (
        <ConfirmPlan
          key={state.taskId}
          actions={actions}
          taskId={state.taskId}
          total={state.total}
          verb="Add"
          table={table}
          onApplied={(result) => {
            plan.keep();
            onAdded(result);
          }}
          onCancel={close}
        />
      ) : state.phase === "counting" ? (
        <PlanSkeleton label="Reading the records" />
      ) : (
        <PlanProblem plan={plan} onClose={close} />
      )}
    </Sheet>
  );
}
