"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { BulkActions } from "@/components/bulk/sheet/bulk-actions";
import { useAnnounce } from "@/components/bulk/sheet/use-announce";
import type { CellWrite } from "@/components/grid/editing/use-cell-writes";
import type { OwnWrites } from "@/components/grid/editing/use-own-writes";
import { answered } from "@/components/http/answered";
import { postJson } from "@/components/http/request";
import { isNoAnswer, mayBeDone, resultOf } from "@/components/http/request-failure";
import { WORK_MS } from "@/components/http/time-limits";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { Planned } from "@/lib/bulk/plan/insert-plan";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { ActionFailure } from "@/lib/model/action-result";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { recordsOf } from "./records-of";
import { type RangeOrigin, type RangeResultInput, useRangeResult } from "./use-range-result";

export interface RangeWritesInput extends RangeResultInput {
  actions: Pick<BulkActions, "applyPlan" | "discardPlan" | "planUndo">;
  patchRow: (id: string, change: (row: RecordRow) => RecordRow) => void;
  own: OwnWrites;
}

/**
 * Writes many cells as one bulk task with values of their own per record: a small one at once, with Undo in a toast and
 * the refused cells marked; a large one waits in `waiting` for a yes to its preview.
 */
export function useRangeWrites({ patchRow, own, ...input }: RangeWritesInput) {
  const { table, actions, writes, refresh } = input;
  const toasts = useToasts();
  const announceTask = useAnnounce();
  const finished = useRangeResult(input);
  /** Each has a message of its own, with its own next try. */
  const written = useRef(0);
  const [waiting, setWaiting] = useState<
    (Planned & { origin: RangeOrigin; cells: CellWrite[]; notice: string | null }) | null
  >(null);

  const failed = useCallback(
    (id: string, failure: ActionFailure, again: () => Promise<void>, title = "Nothing was changed.") =>
      toasts.show({
        id,
        title,
        description: failure.message,
        tone: "danger",
        sticky: true,
        action: isNoAnswer(failure.code) ? { label: "Try again", onClick: () => void again() } : undefined,
      }),
    [toasts],
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
      const id = `cells-${(written.current += 1)}`;
      const plan = async (): Promise<void> => {
        const seen = await own.withOwnVersions(cells);
        const question = { table: table.name, origin, records: recordsOf(seen) };
        const planned = await resultOf(
          postJson<Planned>("/api/plans/values", question, { timeoutMs: WORK_MS, has: ["taskId", "total"] }),
        );
        if (!planned.ok) failed(id, planned, plan);
        else if (planned.value.total >= table.bulk.minAsyncRecords)
          setWaiting({ ...planned.value, origin, cells: seen, notice });
        else await apply(planned.value, seen);
      };
      /** A plan is carried out at most once: where its answer was lost, another try is safe. */
      const apply = async (planned: Planned, seen: CellWrite[]): Promise<void> => {
        own.note(seen);
        for (const each of cells) patchRow(each.row.id, (now) => withCell(now, each));
        const result = await answered(actions.applyPlan({ taskId: planned.taskId, errorPolicy: "skip_failed" }));
        if (result.ok) return finished(result.value, origin, cells, notice);
        for (const { row, column } of cells) {
          const before = { column, value: row.values[column.id], label: row.labels[column.id] };
          patchRow(row.id, (now) => withCell(now, before));
        }
        failed(id, result, () => apply(planned, seen), mayBeDone(result) ? "Perhaps nothing was changed." : undefined);
        await refresh();
      };
      await own.inTurn(plan);
    },
    [actions, own, failed, finished, patchRow, refresh, table, toasts, writes],
  );

  const applied = useCallback(
    (result: ApplyResult) => {
      setWaiting(null);
      if (waiting) own.note(waiting.cells);
      if (result.ran === "background") announceTask(result);
      else if (waiting) void finished(result, waiting.origin, [], waiting.notice);
    },
    [announceTask, finished, own, waiting],
  );
  const dismiss = useCallback(() => setWaiting(null), []);

  return useMemo(() => ({ write, waiting, applied, dismiss }), [write, waiting, applied, dismiss]);
}

export type RangeWrites = ReturnType<typeof useRangeWrites>;

function withCell(now: RecordRow, { column, value, label = null }: Omit<CellWrite, "row">): RecordRow {
  return {
    ...now,
    values: { ...now.values, [column.id]: value },
    labels: column.references ? { ...now.labels, [column.id]: label } : now.labels,
  };
}
