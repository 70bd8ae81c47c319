"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { InlineError } from "@/components/ui/inline-error";
import type { Planned } from "@/lib/bulk/plan/insert-plan";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { answered } from "@/components/http/answered";
import type { BulkActions } from "./bulk-actions";
import { ConfirmPlan } from "@/components/bulk/plan/confirm-plan";
import { OutcomeSummary } from "@/components/bulk/plan/outcome-summary";

export interface BulkResultProps {
  actions: BulkActions;
  table: TableInfo;
  result: ApplyResult;
  onUndone: (result: ApplyResult) => void;
  onEditAgain: () => void;
  onClose: () => void;
}

/** After a direct edit: what became of the records, and the way back. */
export function BulkResult({ actions, table, result, onUndone, onEditAgain, onClose }: BulkResultProps) {
  const [undo, setUndo] = useState<Planned | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { task } = result;

  async function planUndo(): Promise<void> {
    setPending(true);
    setProblem(null);
    const planned = await answered(actions.planUndo({ taskId: task.id }));
    setPending(false);
    if (planned.ok) setUndo(planned.value);
    else setProblem(planned.message);
  }

  return (
    <div className="space-y-4">
      <OutcomeSummary task={task} />
      {problem && <InlineError>{problem}</InlineError>}
      {undo ? (
        <ConfirmPlan
          actions={actions}
          taskId={undo.taskId}
          total={undo.total}
          verb="Undo"
          table={table}
          onApplied={onUndone}
          onCancel={() => setUndo(null)}
        />
      ) : (
        <div className="flex flex-wrap justify-end gap-2">
          {task.counts.changed > 0 && (
            <Button pending={pending} onClick={planUndo}>
              Undo…
            </Button>
          )}
          {task.counts.changed === 0 && <Button onClick={onEditAgain}>Back to the edit</Button>}
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </div>
      )}
    </div>
  );
}
