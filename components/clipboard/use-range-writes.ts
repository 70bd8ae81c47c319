"use client";

import { useCallback, useMemo, useState } from "react";
import { answered, type BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { records as recordsText } from "@/components/values/count-words";
import { postJson } from "@/components/http/post-json";
import { useAnnounce } from "@/components/bulk/sheet/use-announce";
import { RequestFailure } from "@/components/http/request";
import type { CellWrite, CellWrites } from "@/components/grid/editing/use-cell-writes";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { ValuesOrigin } from "@/lib/bulk/model/change";
import type { Planned } from "@/lib/bulk/plan/insert-plan";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { RecordRow, TableInfo } from "@/lib/tables/model/table-info";
import { outcomeText } from "@/lib/bulk/model/task-text";
import { readRefusals } from "./read-refusals";
import { recordsOf } from "./records-of";

export type RangeOrigin = Exclude<ValuesOrigin, "import">;

export interface RangeWritesInput {
  table: TableInfo;
  actions: Pick<BulkActions, "applyPlan" | "discardPlan" | "planUndo">;
  writes: CellWrites;
  patchRow: (id: string, change: (row: RecordRow) => RecordRow) => void;
  refresh: () => Promise<void>;
  announce: (sentence: string) => void;
}

const DONE: Record<RangeOrigin, string> = { paste: "Pasted into", fill: "Filled", clear: "Cleared" };

/**
 * Writes many cells as one bulk task with values of their own per record: a small one at once, with Undo in a toast and
 * the refused cells marked; a large one waits in `waiting` for a yes to its preview.
 */
export function useRangeWrites({ table, actions, writes, patchRow, refresh, announce }: RangeWritesInput) {
  const toasts = useToasts();
  const announceTask = useAnnounce();
  const [waiting, setWaiting] = useState<(Planned & { origin: RangeOrigin; notice: string | null }) | null>(null);

  const undo = useCallback(
    async ({ id }: TaskSnapshot) => {
      const plan = await answered(actions.planUndo({ taskId: id }));
      const result = plan.ok
        ? await answered(actions.applyPlan({ taskId: plan.value.taskId, errorPolicy: "skip_failed" }))
        : plan;
      if (result.ok) toasts.show({ title: `Undone: ${outcomeText(result.value.task)}.`, tone: "success" });
      else toasts.show({ title: "Nothing was undone.", description: result.message, tone: "danger" });
      await refresh();
    },
    [actions, refresh, toasts],
  );

  const finished = useCallback(
    async ({ ran, task }: ApplyResult, origin: RangeOrigin, cells: CellWrite[], notice: string | null) => {
      const { changed, failed, conflict, forbidden, gone } = task.counts;
      if (ran === "direct" && failed + conflict + forbidden + gone > 0) {
        const refusals = await readRefusals(task.id, table, cells).catch(() => new Map<string, string>());
        writes.mark(refusals);
      }
      const title = changed === 0 ? `Nothing was changed.` : `${DONE[origin]} ${recordsText(changed)}.`;
      const whole = changed === task.total;
      announce(`${title} ${outcomeText(task)}.`);
      toasts.show({
        id: `task-${task.id}`,
        tone: whole ? "success" : "warning",
        title,
        description: [whole ? "" : `${outcomeText(task)}.`, notice].filter(Boolean).join(" ") || undefined,
        action: changed > 0 ? { label: "Undo", onClick: () => void undo(task) } : undefined,
      });
      await refresh();
    },
    [announce, refresh, table, toasts, undo, writes],
  );

  const write = useCallback(
    async (origin: RangeOrigin, cells: CellWrite[], notice: string | null): Promise<void> => {
      const [only] = cells;
      if (!only) {
        if (notice) toasts.show({ title: "Nothing was changed.", description: notice, tone: "warning" });
        return;
      }
      writes.unmark(cells);
      // Whose label a pasted text is, the plan finds out.
      const isName = origin === "paste" && only.column.references !== null && only.label === undefined;
      if (cells.length === 1 && !isName) {
        await writes.write(only);
        return;
      }
      try {
        const records = recordsOf(cells);
        const plan = await postJson<Planned>("/api/plans/values", { table: table.name, origin, records });
        if (plan.total >= table.bulk.minAsyncRecords) return setWaiting({ ...plan, origin, notice });
        for (const { row, column, value, label } of cells)
          patchRow(row.id, (now) => ({
            ...now,
            values: { ...now.values, [column.id]: value },
            labels: column.references ? { ...now.labels, [column.id]: label ?? null } : now.labels,
          }));
        const result = await answered(actions.applyPlan({ taskId: plan.taskId, errorPolicy: "skip_failed" }));
        if (result.ok) return await finished(result.value, origin, cells, notice);
        toasts.show({ title: "Nothing was changed.", description: result.message, tone: "danger" });
        await refresh();
      } catch (error) {
        const message = error instanceof RequestFailure ? error.message : "The server could not be reached.";
        toasts.show({ title: "Nothing was changed.", description: message, tone: "danger" });
      }
    },
    [actions, finished, patchRow, refresh, table, toasts, writes],
  );

  const applied = useCallback(
    (result: ApplyResult) => {
      setWaiting(null);
      if (result.ran === "background") announceTask(result);
      else if (waiting) void finished(result, waiting.origin, [], waiting.notice);
    },
    [announceTask, finished, waiting],
  );
  const dismiss = useCallback(() => setWaiting(null), []);

  return useMemo(() => ({ write, waiting, applied, dismiss }), [write, waiting, applied, dismiss]);
}

export type RangeWrites = ReturnType<typeof useRangeWrites>;
