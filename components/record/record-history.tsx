"use client";

import { pagedRead } from "@/components/http/failed-read";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { useState } from "react";
import { answered } from "@/components/http/answered";
import { mentionsOf, useRecordLabels } from "@/components/filter/use-record-labels";
import { Button } from "@/components/ui/button";
import { InlineError } from "@/components/ui/inline-error";
import { Skeleton } from "@/components/ui/skeleton";
import type { RecordRow, TableInfo } from "@/lib/tables/model/table-info";
import { HistoryEntry } from "./history-entry";
import type { RecordActions } from "./record-actions";
import type { OpenRecord } from "./use-record";

export interface RecordHistoryProps {
  table: TableInfo;
  /** Null: it was deleted, so there is nothing to write to. */
  row: RecordRow | null;
  history: OpenRecord["history"];
  mayEdit: boolean;
  revertRecord: RecordActions["revertRecord"];
  /** The record as it is now. */
  onRow: (row: RecordRow) => void;
}

/** All that was done to a record, newest first, with the way back to each state. */
export function RecordHistory({ table, row, history, mayEdit: may, revertRecord, onRow }: RecordHistoryProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const mayEdit = may && row !== null;
  const entries = history.data?.pages.flatMap((page) => page.entries) ?? [];
  const labels = useRecordLabels(table, mentionsOf(entries));

  async function revert(to: string | null): Promise<void> {
    if (pending || !row) return;
    setPending(true);
    setProblem(null);
    const result = await answered(revertRecord({ table: table.name, id: row.id, to, version: row.version }));
    setPending(false);
    if (result.ok) return onRow(result.value);
    const theirs = result.details.row as RecordRow | undefined;
    if (theirs) onRow(theirs);
    setProblem(theirs ? "Someone edited this record meanwhile. You see its values now; revert again." : result.message);
  }

  if (history.isPending) return <Skeleton className="h-16" />;
  if (history.isError && !history.data) return <ReadProblem query={history} what="The history" />;
  if (entries.length === 0) return <p className="text-muted">Nothing was changed here since the history is kept.</p>;
  return (
    <>
      {problem && <InlineError className="mb-2">{problem}</InlineError>}
      <ReadProblem query={labels.read} what="What the records are called" className="mb-2" />
      <ol aria-busy={pending}>
        {entries.map((entry, i) => (
          <HistoryEntry
            key={entry.at}
            table={table}
            entry={entry}
            labelOf={labels.labelOf}
            onRevert={mayEdit && i > 0 && entry.wrote !== "deleted" ? () => void revert(entry.at) : undefined}
          />
        ))}
        {!history.hasNextPage && (
          <li className="flex items-center gap-2 border-t border-hairline py-2.5 text-sm text-muted">
            <span className="flex-1">As it was before these changes</span>
            {mayEdit && (
              <Button size="sm" variant="ghost" className="-my-1" onClick={() => void revert(null)}>
                Revert to here
              </Button>
            )}
          </li>
        )}
      </ol>
      <ReadProblem query={pagedRead(history)} what="The history" />
      {history.hasNextPage && !history.isError && (
        <Button size="sm" pending={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          Show older changes
        </Button>
      )}
    </>
  );
}
