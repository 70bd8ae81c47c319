"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { FailureNote } from "@/components/ui/failure/failure-note";
import type { DryRun as Result, DryRunInput } from "@/lib/bulk/plan/dry-run-plan";
import { number, records } from "@/components/values/count-words";
import { postJson } from "@/components/http/request";
import { WORK_MS } from "@/components/http/time-limits";
import { failureOf } from "@/components/http/request-failure";
import type { PlannedVerb } from "./planned-bar";
import { DryRunRefusals } from "./dry-run-refusals";

export interface DryRunProps {
  question: DryRunInput;
  total: number;
  /** Most records that can be tried out. */
  most: number;
  verb: PlannedVerb;
}

/** "Try it for real and roll back": finds every refusal, also those that no counting can foresee. */
export function DryRun({ question, total, most, verb }: DryRunProps) {
  const trial = useMutation<Result, Error, DryRunInput>({
    mutationFn: (asked) =>
      postJson<Result>("/api/plans/dry-run", asked, { timeoutMs: WORK_MS, has: ["counts", "refused"] }),
  });
  // What was tried is not what stands there any more.
  const stale = JSON.stringify(trial.variables) !== JSON.stringify(question);
  const { data, error } = stale ? { data: undefined, error: null } : trial;
  if (total > most) {
    return <p className="mt-3 text-sm text-muted">Trying it for real first works for up to {number(most)} records.</p>;
  }
  return (
    <div className="mt-3 space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="sm" pending={trial.isPending} onClick={() => trial.mutate(question)}>
          Try it for real and roll back
        </Button>
        <span className="text-sm text-muted">Writes nothing, but finds every refusal.</span>
      </div>
      {error && <FailureNote failure={failureOf(error)} onRetry={() => trial.mutate(question)} />}
      {data && (
        <div role="status" className="text-sm">
          <p className="font-medium tabular">
            Tried and rolled back: {number(data.counts.changed)} of {records(total)} would {verb}
            {data.refused.length > 0
              ? `, ${number(data.refused.length)} would be left out.`
              : ", none would be refused."}
          </p>
          {data.kept > 0 && (
            <p className="tabular">{records(data.kept)} would be kept by the database and marked instead.</p>
          )}
          <DryRunRefusals refused={data.refused} />
        </div>
      )}
    </div>
  );
}
