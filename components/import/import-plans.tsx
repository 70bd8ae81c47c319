"use client";

import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { Button } from "@/components/ui/button";
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
  onApplied: (part: Part, result: ApplyResult) => void;
  /** This part of the file is not wanted after all; its plan has been thrown away. */
  onDiscarded: (part: Part) => void;
  /** None of it is wanted: back to how the file is read. */
  onBack: () => void;
}

/** The plans that a file may become. */
export type Part = Exclude<keyof Plans, "notes">;

const PARTS = [
  { part: "update", title: "Records to change", verb: "Update" },
  { part: "insert", title: "Records to add", verb: "Add" },
] as const;

/** What the file would do, part by part: preview, rows left out, and the yes. */
export function ImportPlans({ table, plans, actions, onApplied, onDiscarded, onBack }: ImportPlansProps) {
  const parts = PARTS.map(({ part, title, verb }) => {
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
  return (
    <>
      <SheetSection title="About the file">
        {plans.notes.length > 0 && (
          <ul className="mb-2 space-y-1">
            {plans.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <Button size="sm" onClick={onBack}>
          Read the file another way
        </Button>
      </SheetSection>
      {parts}
    </>
  );
}
