"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionFailure, ActionResult } from "@/lib/model/action-result";
import type { Planned } from "@/lib/bulk/plan/insert-plan";
import { answered } from "@/components/http/answered";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";

export type PlanState =
  | { phase: "counting" }
  | { phase: "moved"; expected: number; actual: number }
  | { phase: "ready"; taskId: string; total: number; at: Date }
  | { phase: "failed"; failure: ActionFailure };

export interface Plan {
  state: PlanState;
  /** Freezes afresh: after a failure, after an apply, or to go on with a count that has moved. */
  again: (acceptMovedCount?: boolean) => void;
  /** The plan was applied: it is a task now and must not be thrown away. */
  keep: () => void;
}

export interface PlanVerbs extends Pick<BulkActions, "discardPlan"> {
  /** Freezes the records; a count that differs from what the user saw is an error, unless it is accepted. */
  plan: (acceptMovedCount: boolean) => Promise<ActionResult<Planned>>;
}

/** Plans while `open`, with the verbs as they are then, and throws the plan away again unless it was applied. */
export function usePlan(given: PlanVerbs, open: boolean): Plan {
  const [state, setState] = useState<PlanState>({ phase: "counting" });
  const [attempt, setAttempt] = useState({ n: 0, acceptMovedCount: false });
  const kept = useRef(false);
  const verbs = useRef(given);

  useEffect(() => {
    if (!open) return;
    const { plan, discardPlan } = verbs.current;
    let alive = true;
    let taskId: string | null = null;
    kept.current = false;
    const drop = () => taskId !== null && !kept.current && void answered(discardPlan({ taskId }));
    void answered(plan(attempt.acceptMovedCount)).then((result) => {
      if (result.ok) taskId = result.value.taskId;
      if (!alive) return drop();
      if (result.ok) return setState({ phase: "ready", ...result.value, at: new Date() });
      const { expected, actual } = result.details as { expected?: number; actual?: number };
      if (result.code === "COUNT_MOVED" && expected !== undefined && actual !== undefined) {
        return setState({ phase: "moved", expected, actual });
      }
      return setState({ phase: "failed", failure: result });
    });
    return () => {
      alive = false;
      drop();
    };
  }, [open, attempt]);

  const again = useCallback((acceptMovedCount = false) => {
    setState({ phase: "counting" });
    setAttempt(({ n }) => ({ n: n + 1, acceptMovedCount }));
  }, []);
  const keep = useCallback(() => {
    kept.current = true;
  }, []);
  return { state, again, keep };
}
