"use client";

import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { Panel } from "@/components/ui/failure/panel";
import { ConfirmPlan } from "@/components/bulk/plan/confirm-plan";
import { SheetSection } from "@/components/bulk/sheet/sheet-section";
import type { ImportPlans as Plans } from "@/lib/bulk/import/plan-import";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { ParseErrors } from "./parse-errors";

export interface ImportPlansProps {
  table: TableInfo;
  plans: Plans;
  actions: Pick<BulkActions, "applyPlan" | "discardPlan">;
  onApplied: (part: keyof Plans, result: ApplyResult) => void;
  /** This part of the file is not wanted after all; its plan has been thrown away. */
  onDiscarded: (part: keyof Plans) => void;
}

const PARTS = [
  { part: "update", title: "Records to change", verb: "Update" },
  { part: "insert", title: "Records to add", verb: "Add" },
] as const;

/** What the file would do, part by part: preview, rows left out, and the yes. */
export function ImportPlans({ table, plans, actions, onApplied, onDiscarded }: ImportPlansProps) {
  return PARTS.map(({ part, title, verb }) => {
    const plan = plans[part];
    return (
      plan && (
        <SheetSection key={plan.taskId} title={title}>
          <div className="space-y-4">
            <Panel what="The rows that will be left out" className="">
              <ParseErrors taskId={plan.taskId} />
            </Panel>
            <ConfirmPlan
              actions={actions}
              taskId={plan.taskId}
              total={plan.total}
              verb={verb}
              table={table}
              onApplied={(result) => onApplied(part, result)}
              onCancel={() => onDiscarded(part)}
            />
          </div>
        </SheetSection>
      )
    );
  });
}
