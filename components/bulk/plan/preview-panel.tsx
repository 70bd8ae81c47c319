"use client";

import { FailureNote } from "@/components/ui/failure/failure-note";
import { Skeleton } from "@/components/ui/skeleton";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { PlannedBar, type PlannedVerb } from "./planned-bar";
import { PreviewCascades, PreviewRefusals, previewSentence } from "./preview-reasons";
import { PreviewRows } from "./preview-rows";
import type { Preview } from "./use-preview";

export interface PreviewPanelProps {
  /** From `usePreview({ taskId, change })`, so that the button beside it knows the same numbers. */
  preview: Preview;
  verb?: PlannedVerb;
  /** Gives columns their labels and values their format. */
  table?: TableInfo;
}

/** What a plan would do: counts, reasons, what else goes, and before → after record by record. */
export function PreviewPanel({ preview: state, verb = "change", table }: PreviewPanelProps) {
  const { preview, rows, loading, failure } = state;
  if (failure) return <FailureNote failure={failure} onRetry={state.retry} />;
  if (!preview) return <PreviewSkeleton />;
  return (
    <div className="space-y-3" aria-busy={loading}>
      <p className="sr-only" role="status">
        {loading ? "Counting…" : previewSentence(preview, verb)}
      </p>
      <PlannedBar counts={preview.counts} verb={verb} stale={loading} />
      <PreviewRefusals refusals={preview.refusals} />
      <PreviewCascades cascades={preview.cascades} />
      {preview.mayKeep && (
        <p className="text-sm text-outcome-conflict">
          A trigger of the database decides about each of them: it may keep records and mark them instead. Try it for
          real to see.
        </p>
      )}
      {preview.besides.length > 0 && (
        <p className="text-sm text-muted">
          The database has a say in it, too, which only a try for real shows: {preview.besides.join(", ")}.
        </p>
      )}
      <PreviewRows
        key={preview.taskId}
        rows={rows}
        total={preview.counts.total}
        table={table}
        hasMore={state.hasMore}
        loadMore={state.loadMore}
        loading={loading || state.loadingMore}
      />
    </div>
  );
}

function PreviewSkeleton() {
  return (
    <div className="space-y-3" role="status" aria-label="Counting what will change">
      <Skeleton className="h-2.5 w-full" />
      <Skeleton className="h-4 w-64" />
      <div className="space-y-2 border-y border-hairline py-2">
        {["a", "b", "c", "d"].map((key) => (
          <Skeleton key={key} className="h-5 w-full" />
        ))}
      </div>
    </div>
  );
}
