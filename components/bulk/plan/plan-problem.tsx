"use client";

import { Button } from "@/components/ui/button";
import { FailureNote } from "@/components/ui/failure/failure-note";
import { plural } from "@/lib/model/locale";
import { number, records } from "@/components/values/count-words";
import type { Plan } from "./use-plan";

/** Why the selection could not be frozen, and what to do about it. */
export function PlanProblem({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { state } = plan;
  if (state.phase === "failed") {
    return <FailureNote failure={state.failure} onRetry={() => plan.again()} />;
  }
  if (state.phase !== "moved") return null;
  const { expected, actual } = state;
  return (
    <div role="alert" className="rounded-md border border-outcome-conflict/40 bg-outcome-conflict/8 p-3">
      <p className="font-medium">The selection has changed.</p>
      <p className="mt-1">
        You saw {records(expected)}; now {plural(actual, "there is", "there are")} {number(actual)}. Nothing was
        written.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {actual > 0 && (
          <Button variant="primary" size="sm" onClick={() => plan.again(true)}>
            Go on with {records(actual)}
          </Button>
        )}
        <Button size="sm" onClick={onClose}>
          Go back and look
        </Button>
      </div>
    </div>
  );
}
