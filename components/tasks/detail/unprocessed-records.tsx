"use client";

import { isActive } from "@/lib/bulk/model/states";
import type { UnprocessedPage } from "@/lib/bulk/report/list-unprocessed";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { RecordLink } from "./record-link";
import { RecordList } from "./record-list";
import { useRecordPages } from "./use-record-pages";

/** Records that the task never came to. */
export function UnprocessedRecords({ task, count }: { task: TaskSnapshot; count: number }) {
  if (isActive(task.state)) return <p className="py-6 text-center text-muted">The task is still at work.</p>;
  if (count === 0) return <p className="py-6 text-center text-muted">The task came to every record.</p>;
  return <Records task={task} />;
}

function Records({ task }: { task: TaskSnapshot }) {
  const pages = useRecordPages<UnprocessedPage>(`/api/tasks/${task.id}/unprocessed`, {}, false);
  const rows = pages.pages.flatMap((page) => page.rows);
  return (
    <RecordList
      pages={pages}
      label="Records that were not processed"
      isEmpty={rows.length === 0}
      empty="Which records these were is no longer kept."
    >
      {rows.map((row) => (
        <li key={row.recordId} className="grid gap-x-4 py-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
          <RecordLink label={row.label} id={row.recordId} href={row.href} />
          <span className="text-muted">left as it was</span>
        </li>
      ))}
    </RecordList>
  );
}
