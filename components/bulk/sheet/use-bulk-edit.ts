"use client";

import { useState } from "react";
import type { ApplyPlanInput } from "@/lib/bulk/plan/apply-plan";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { ConflictPolicy, ErrorPolicy } from "@/lib/bulk/model/policies";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { applyLabel, typedNumber, whyNotYet } from "@/components/bulk/plan/apply-words";
import type { BulkActions } from "./bulk-actions";
import { type ColumnDraft, draftedChange } from "@/components/bulk/change/column-draft";
import { useApply } from "@/components/bulk/plan/use-apply";
import { usePlan } from "@/components/bulk/plan/use-plan";
import { usePreview } from "@/components/bulk/plan/use-preview";

export type BulkMode = "update" | "delete";

export interface BulkEditInput {
  actions: BulkActions;
  table: TableInfo;
  selection: ChosenSelection;
  mode: BulkMode;
  open: boolean;
  /** The change to begin with. */
  drafts?: ColumnDraft[];
}

/** One bulk edit from the frozen selection to the answer: what was chosen, what it would do, whether it may start. */
export function useBulkEdit({ actions, table, selection, mode, open, drafts: given = [] }: BulkEditInput) {
  const plan = usePlan(
    {
      plan: (acceptMovedCount) =>
        actions.planTask({
          table: table.name,
          selection,
          change: mode === "delete" ? { kind: "delete" } : undefined,
          acceptMovedCount,
        }),
      discardPlan: actions.discardPlan,
    },
    open,
  );
  const [drafts, setDrafts] = useState(given);
  const [chosenPolicy, setErrorPolicy] = useState<ErrorPolicy | null>(null);
  const [conflictPolicy, setConflictPolicy] = useState<ConflictPolicy>(table.bulk.conflictPolicy);
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const apply = useApply(actions);

  const ready = plan.state.phase === "ready" ? plan.state : null;
  const drafted = draftedChange(table, drafts);
  const change: NonNullable<ApplyPlanInput["change"]> | null = mode === "delete" ? { kind: "delete" } : drafted.change;
  const preview = usePreview({ taskId: ready?.taskId ?? null, change, conflictPolicy });

  const seen = selection.kind === "records" ? selection.ids.length : selection.expectedCount;
  const total = ready?.total ?? seen ?? 0;
  const runs =
    preview.preview?.runs ?? (table.bulk.async && total >= table.bulk.minAsyncRecords ? "background" : "direct");
  const errorPolicy = chosenPolicy ?? (runs === "direct" ? "all_or_nothing" : table.bulk.errorPolicy);
  // Without a preview, the server asks for the number when the delete is tried.
  const confirm = preview.preview?.confirmNumber ?? (apply.failure?.fields.confirmNumber ? total : null);
  const verb = mode === "delete" ? "Delete" : "Update";
  const failed = preview.failure;
  const whyNot = !ready
    ? "The selection is being counted…"
    : (draftWhy(table, mode, drafts, drafted.problems) ??
      whyNotYet({
        preview: failed ? undefined : preview.preview,
        loading: preview.loading,
        failed: failed?.code ?? null,
        errorPolicy,
        verb,
        typed,
      }));
  const known = preview.preview !== undefined && !failed;

  async function start(): Promise<ApplyResult | undefined> {
    if (!ready || !change || whyNot) return undefined;
    const result = await apply.run({
      taskId: ready.taskId,
      change,
      errorPolicy,
      conflictPolicy,
      reason: reason.trim() || undefined,
      confirmNumber: confirm === null ? undefined : typedNumber(typed),
    });
    if (result) plan.keep();
    return result;
  }

  function countAgain(): void {
    apply.reset();
    plan.again();
  }

  return {
    plan,
    countAgain,
    ready,
    preview,
    apply,
    start,
    whyNot,
    buttonLabel: applyLabel(verb, runs, known ? (preview.preview?.counts.willChange ?? total) : total, known),
    confirm,
    drafts,
    setDrafts,
    problems: drafted.problems,
    serverErrors: { ...failed?.fields, ...apply.failure?.fields },
    change,
    errorPolicy,
    setErrorPolicy,
    conflictPolicy,
    setConflictPolicy,
    reason,
    setReason,
    typed,
    setTyped,
  };
}

export type BulkEdit = ReturnType<typeof useBulkEdit>;

function draftWhy(
  table: TableInfo,
  mode: BulkMode,
  drafts: ColumnDraft[],
  problems: ReturnType<typeof draftedChange>["problems"],
): string | null {
  if (mode === "delete") return null;
  if (drafts.length === 0) return "Choose a column to change.";
  const [first] = drafts.filter((draft) => problems[draft.column]);
  if (!first) return null;
  const label = table.columns.find((c) => c.id === first.column)?.label ?? first.column;
  return `${label}: ${problems[first.column]?.message ?? ""}`;
}
