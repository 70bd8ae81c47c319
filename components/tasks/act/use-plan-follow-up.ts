"use client";

import { useCallback, useRef, useState } from "react";
import { answered } from "@/components/http/answered";
import type { ActionFailure } from "@/lib/model/action-result";
import type { Planned } from "@/lib/bulk/plan/insert-plan";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { useTasksContext } from "./tasks-context";

export type FollowUpVerb = "Undo" | "Retry";

export interface FollowUpStep {
  task: TaskSnapshot;
  verb: FollowUpVerb;
  /** Of an undo: only these records. */
  ids?: string[];
  /** Null while the records are being frozen. */
  plan: Planned | null;
  failure: ActionFailure | null;
}

/** Plans one retry or undo at a time; a plan that comes too late to be seen is thrown away. */
export function usePlanFollowUp() {
  const { actions } = useTasksContext();
  const [step, setStep] = useState<FollowUpStep | null>(null);
  const [open, setOpen] = useState(false);
  const wanted = useRef(0);

  const start = useCallback(
    (task: TaskSnapshot, verb: FollowUpVerb, ids?: string[]): void => {
      const mine = (wanted.current += 1);
      setStep({ task, verb, ids, plan: null, failure: null });
      setOpen(true);
      const taskId = task.id;
      const planning = verb === "Undo" ? actions.planUndo({ taskId, ids }) : actions.planRetry({ taskId });
      void answered(planning).then((result) => {
        if (wanted.current !== mine)
          return result.ok && void answered(actions.discardPlan({ taskId: result.value.taskId }));
        setStep({ task, verb, ids, plan: result.ok ? result.value : null, failure: result.ok ? null : result });
      });
    },
    [actions],
  );

  /** Ends it; what was planned is thrown away unless it was applied. */
  function close({ applied = false } = {}): void {
    wanted.current += 1;
    if (step?.plan && !applied) void answered(actions.discardPlan({ taskId: step.plan.taskId }));
    setOpen(false);
  }
  return { step, open, start, close };
}
