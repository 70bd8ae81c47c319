"use client";

import { records } from "@/components/values/count-words";
import { PlannedBar } from "@/components/bulk/plan/planned-bar";
import { Button } from "@/components/ui/button";
import { FailureNote } from "@/components/ui/failure/failure-note";
import { Sheet } from "@/components/ui/overlays/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { taskTitle } from "@/lib/bulk/model/task-text";
import { counted } from "@/lib/model/locale";
import { TaskProblems } from "./task-problems";
import { type PlannedTask, usePlannedRetries } from "./use-planned-retries";

export interface RetrySheetProps {
  open: boolean;
  tasks: TaskSnapshot[];
  onClose: () => void;
  /** All of them have been started. */
  onApplied: () => void;
}

/** What the retries of several tasks would do, task by task, and one yes for all of them. */
export function RetrySheet({ open, tasks, onClose, onApplied }: RetrySheetProps) {
  const retries = usePlannedRetries(open, tasks, onApplied);
  const { planned, due } = retries;
  const n = due.reduce((sum, { plan }) => sum + (plan?.counts.willChange ?? 0), 0);
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Retry ${counted(planned?.length ?? tasks.length, "task")}`}
      description="The same changes once more, on exactly the records that were not changed. Nothing is written yet."
      footer={
        <>
          {planned && due.length === 0 && (
            <p className="basis-full text-right text-sm text-muted">Nothing would change.</p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={retries.applying}
            disabled={due.length === 0}
            onClick={() => void retries.apply()}
          >
            {planned ? `Retry ${records(n)} of ${counted(due.length, "task")}` : "Counting…"}
          </Button>
        </>
      }
    >
      {retries.failure && <FailureNote failure={retries.failure} onRetry={planned ? retries.apply : retries.again} />}
      <TaskProblems problems={retries.problems} />
      {!planned && !retries.failure && (
        <div role="status" aria-label="Looking up the records" className="space-y-3">
          <Skeleton className="h-12 w-full" />
          <Skeleton className="h-12 w-full" />
        </div>
      )}
      <ul className="space-y-4">
        {planned?.map((each) => (
          <Planned key={each.task.id} {...each} />
        ))}
      </ul>
    </Sheet>
  );
}

function Planned({ task, plan, problem }: PlannedTask) {
  return (
    <li className="space-y-1.5">
      <p className="font-medium">{taskTitle(task)}</p>
      {plan && (
        <PlannedBar counts={plan.counts} verb={task.operation === "delete" ? "be deleted" : "change"} stale={false} />
      )}
      {problem && <p className="text-sm text-danger">{problem}</p>}
    </li>
  );
}
