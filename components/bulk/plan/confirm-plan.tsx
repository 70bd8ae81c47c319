"use client";

import { useState } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { Button } from "@/components/ui/button";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { ErrorPolicy } from "@/lib/bulk/model/policies";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { answered } from "@/components/http/answered";
import { ApplyFailure } from "./apply-failure";
import { applyLabel, typedNumber, whyNotYet } from "./apply-words";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { ConfirmNumber } from "./confirm-number";
import { PreviewPanel } from "./preview-panel";
import { useApply } from "./use-apply";
import { usePreview } from "./use-preview";

export interface ConfirmPlanProps {
  actions: Pick<BulkActions, "applyPlan" | "discardPlan">;
  /** Of `planUndo`, `planRetry` or of values per record: a paste, an import. */
  taskId: string;
  total: number;
  verb: keyof typeof PLANNED;
  table?: TableInfo;
  errorPolicy?: ErrorPolicy;
  onApplied: (result: ApplyResult) => void;
  /** The plan has been thrown away. */
  onCancel: () => void;
}

const PLANNED = { Undo: "be restored", Retry: "change", Update: "change", Add: "be added" } as const;

/** Preview and yes of a plan that already has its change: an undo, a retry, values per record. */
export function ConfirmPlan(props: ConfirmPlanProps) {
  const { actions, taskId, total, verb, table, errorPolicy = "skip_failed", onApplied, onCancel } = props;
  const preview = usePreview({ taskId, change: undefined });
  const [typed, setTyped] = useState("");
  const apply = useApply(actions);
  const { preview: seen, loading, failure } = preview;
  const why = whyNotYet({
    preview: failure ? undefined : seen,
    loading,
    failed: failure?.code ?? null,
    errorPolicy,
    verb,
    typed,
  });
  const confirm = seen?.confirmNumber ?? null;

  async function start(): Promise<void> {
    const confirmNumber = confirm === null ? undefined : typedNumber(typed);
    const result = await apply.run({ taskId, errorPolicy, confirmNumber });
    if (result) onApplied(result);
  }

  function cancel(): void {
    void answered(actions.discardPlan({ taskId }));
    onCancel();
  }

  return (
    <div className="space-y-4">
      <Panel what="The preview" className="">
        <PreviewPanel preview={preview} verb={PLANNED[verb]} table={table} />
      </Panel>
      {confirm !== null && (
        <ConfirmNumber wanted={confirm} value={typed} onChange={setTyped} error={apply.failure?.fields.confirmNumber} />
      )}
      {apply.failure && <ApplyFailure failure={apply.failure} taskId={taskId} />}
      {/* In reach also where the list is longer than the sheet. */}
      <div className="sticky -bottom-4 z-10 -mx-4 -mb-4 flex flex-wrap items-center justify-end gap-2 border-t border-hairline bg-surface px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-sm:[&>button]:grow">
        {why && <p className="basis-full text-right text-sm text-muted">{why}</p>}
        <Button onClick={cancel}>Cancel</Button>
        <Button variant="primary" pending={apply.pending} disabled={why !== null} onClick={start}>
          {applyLabel(verb, seen?.runs ?? "direct", seen?.counts.willChange ?? total, seen !== undefined)}
        </Button>
      </div>
    </div>
  );
}
