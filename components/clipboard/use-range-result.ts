"use client";

import { useCallback } from "react";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import type { CellWrite, CellWrites } from "@/components/grid/editing/use-cell-writes";
import { answered } from "@/components/http/answered";
import { failureOf, mayBeDone } from "@/components/http/request-failure";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import { records } from "@/components/values/count-words";
import type { ValuesOrigin } from "@/lib/bulk/model/change";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { outcomeText } from "@/lib/bulk/model/task-text";
import type { TableInfo } from "@/lib/tables/model/table-info";

export type RangeOrigin = Exclude<ValuesOrigin, "import">;

export interface RangeResultInput {
  table: TableInfo;
  actions: Pick<BulkActions, "applyPlan" | "planUndo">;
  writes: CellWrites;
  refresh: () => Promise<void>;
  announce: (sentence: string) => void;
}

const DONE: Record<RangeOrigin, string> = { paste: "Pasted into", fill: "Filled", clear: "Cleared" };

/** Tells what became of cells that were written at once: refused ones are marked, the whole can be undone. */
export function useRangeResult({ table, actions, writes, refresh, announce }: RangeResultInput) {
  const toasts = useToasts();

  const undo = useCallback(
    async ({ id }: TaskSnapshot) => {
      const plan = await answered(actions.planUndo({ taskId: id }));
      const result = plan.ok
        ? await answered(actions.applyPlan({ taskId: plan.value.taskId, errorPolicy: "skip_failed" }))
        : plan;
      if (result.ok) {
        toasts.show({ title: `Undone: ${outcomeText(result.value.task)}.`, tone: "success" });
      } else {
        const title = plan.ok && mayBeDone(result) ? "Perhaps nothing was undone." : "Nothing was undone.";
        toasts.show({ title, description: result.message, tone: "danger" });
      }
      await refresh();
    },
    [actions, refresh, toasts],
  );

  return useCallback(
    async ({ ran, task }: ApplyResult, origin: RangeOrigin, cells: CellWrite[], notice: string | null) => {
      const { changed, failed, conflict, forbidden, gone } = task.counts;
      let unread = "";
      if (ran === "direct" && failed + conflict + forbidden + gone > 0) {
        try {
          const { readRefusals } = await import("./read-refusals");
          writes.mark(await readRefusals(task.id, table, cells));
        } catch (error) {
          unread = `Why could not be read. ${failureOf(error).message}`;
        }
      }
      const title = changed === 0 ? `Nothing was changed.` : `${DONE[origin]} ${records(changed)}.`;
      const whole = changed === task.total;
      announce(`${title} ${outcomeText(task)}.`);
      toasts.show({
        id: `task-${task.id}`,
        tone: whole ? "success" : "warning",
        title,
        description: [whole ? "" : `${outcomeText(task)}.`, unread, notice].filter(Boolean).join(" ") || undefined,
        action: changed > 0 ? { label: "Undo", onClick: () => void undo(task) } : undefined,
      });
      await refresh();
    },
    [announce, refresh, table, toasts, undo, writes],
  );
}
