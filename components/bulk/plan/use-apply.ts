"use client";

import { useRef, useState } from "react";
import type { ActionFailure } from "@/lib/model/action-result";
import type { ApplyPlanInput } from "@/lib/bulk/plan/apply-plan";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import { answered } from "@/components/http/answered";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";

export interface Apply {
  pending: boolean;
  failure: ActionFailure | null;
  /** Answers undefined when it failed, or when it is already under way. */
  run: (input: ApplyPlanInput) => Promise<ApplyResult | undefined>;
  reset: () => void;
}

/** Applies a plan once, however often it is clicked. */
export function useApply({ applyPlan }: Pick<BulkActions, "applyPlan">): Apply {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  // A state would be too late: two clicks can come before React renders again.
  const busy = useRef(false);

  async function run(input: ApplyPlanInput): Promise<ApplyResult | undefined> {
    if (busy.current) return undefined;
    busy.current = true;
    setPending(true);
    setFailure(null);
    const result = await answered(applyPlan(input));
    busy.current = false;
    setPending(false);
    if (result.ok) return result.value;
    setFailure(result);
    return undefined;
  }
  return { pending, failure, run, reset: () => setFailure(null) };
}
