"use client";

import { ConfirmPlan } from "@/components/bulk/plan/confirm-plan";
import { PlanSkeleton } from "@/components/bulk/plan/plan-skeleton";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { FailureNote } from "@/components/ui/failure/failure-note";
import { Sheet } from "@/components/ui/overlays/sheet";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { counted, number } from "@/lib/model/locale";
import { retryCount } from "@/components/tasks/words/task-words";
import { useTableInfo } from "./use-table-info";
import type { FollowUpStep, FollowUpVerb } from "./use-plan-follow-up";
import { useTasksContext } from "./tasks-context";

export interface FollowUpSheetProps {
  step: FollowUpStep | null;
  open: boolean;
  onRetry: (task: TaskSnapshot, verb: FollowUpVerb, ids?: string[]) => void;
  onClose: (end?: { applied: boolean }) => void;
  onApplied: (result: ApplyResult) => void;
}

/** What a retry or an undo would do, and the yes. */
export function FollowUpSheet({ step, open, onRetry, onClose, onApplied }: FollowUpSheetProps) {
  const { actions } = useTasksContext();
  const table = useTableInfo(step?.task.table);
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={step && titleOf(step)}
      description={step && descriptionOf(step)}
    >
      {step?.failure && <FailureNote failure={step.failure} onRetry={() => onRetry(step.task, step.verb, step.ids)} />}
      <ReadProblem query={table} what="The columns of the table" className="mb-4" />
      {step?.plan && (
        <ConfirmPlan
          key={step.plan.taskId}
          actions={actions}
          taskId={step.plan.taskId}
          total={step.plan.total}
          verb={step.verb}
          table={table.data}
          onApplied={onApplied}
          onCancel={() => onClose({ applied: true })}
        />
      )}
      {step && !step.plan && !step.failure && <PlanSkeleton label="Looking up the records" />}
    </Sheet>
  );
}

function titleOf({ task, verb, ids }: FollowUpStep): string {
  if (ids)
    return `${task.operation === "delete" ? "Restore" : "Undo for"} ${counted(ids.length, "record")} of ${task.tableLabel}`;
  if (verb === "Undo")
    return task.operation === "undo" ? `Undo the undo on ${task.tableLabel}` : `Undo on ${task.tableLabel}`;
  return `Retry ${number(retryCount(task))} of ${task.tableLabel}`;
}

function descriptionOf({ task, verb, ids }: FollowUpStep): string {
  if (verb === "Retry") return `The same change once more: ${task.changeText}.`;
  const what = {
    update: `Puts back what “${task.changeText}” overwrote`,
    import: "Takes back what was saved",
    delete: "Brings back what was deleted",
    undo: `Takes back the ${task.changeText}`,
  }[task.operation];
  const part = ids ? `: ${number(ids.length)} of its ${counted(task.counts.changed, "record")}` : "";
  return `${what}${part}. Records edited since are left alone.`;
}
