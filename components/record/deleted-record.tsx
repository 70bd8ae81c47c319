"use client";

import { ReadProblem } from "@/components/ui/failure/read-problem";
import Link from "next/link";
import { CellText } from "@/components/values/cell-text";
import { useRecordLabels } from "@/components/filter/use-record-labels";
import { useFollowUp } from "@/components/tasks/act/follow-up-provider";
import { LocalTime } from "@/components/values/local-time";
import { rightsOf } from "@/components/tasks/act/task-rights";
import { useTasksContext } from "@/components/tasks/act/tasks-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { DeletedRecord as Deleted } from "@/lib/bulk/report/deleted-record";
import { number } from "@/lib/model/locale";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";

export interface DeletedRecordProps {
  table: TableInfo;
  columns: ColumnInfo[];
  id: string;
  record: Deleted;
}

/** What a deleted record held, who deleted it, and the way to bring it back. */
export function DeletedRecord({ table, columns, id, record }: DeletedRecordProps) {
  const { values, deleted, task } = record;
  const labels = useRecordLabels(
    table,
    columns.map(({ id }) => ({ column: id, value: values[id] })),
  );
  return (
    <>
      <div className="flex flex-col items-start gap-2">
        <Badge tone="danger">Deleted</Badge>
        {deleted ? (
          <p>
            By <span className="font-medium">{deleted.by}</span>, <LocalTime at={deleted.at} />
            {deleted.taskText !== null && " · "}
            {task ? (
              <Link
                href={`/tasks/${task.id}`}
                className="rounded-sm text-accent underline underline-offset-2 focus-ring"
              >
                {deleted.taskText}
              </Link>
            ) : (
              deleted.taskText
            )}
          </p>
        ) : (
          <p>It is no longer there, and was not deleted with Swath: who did so, and when, is not known here.</p>
        )}
        {deleted && <Restore table={table} id={id} record={record} />}
      </div>
      <ReadProblem query={labels.read} what="What the records are called" />
      {deleted && (
        <dl aria-label="What it held" className="grid grid-cols-[8rem_1fr] gap-x-3 gap-y-1">
          {columns
            .filter(({ hidden }) => !hidden)
            .map((column) => (
              <div key={column.id} className="contents">
                <dt className="truncate text-muted">{column.label}</dt>
                <dd className="tabular min-w-0 break-words">
                  <CellText value={values[column.id]} column={column} labelOf={labels.labelOf} />
                </dd>
              </div>
            ))}
        </dl>
      )}
    </>
  );
}

/** A record comes back by undoing the task that took it, for this record or as a whole, through plan and preview. */
function Restore({ table, id, record }: { table: TableInfo; id: string; record: Deleted }) {
  const { task, wentWith } = record;
  const { actor, tables } = useTasksContext();
  const followUp = useFollowUp();
  if (!task || !rightsOf(actor, task, tables).undo) {
    return (
      <p className="text-sm text-muted">
        To bring it back, the task that deleted it has to be undone: by its owner or an admin who may delete{" "}
        {table.label}.
      </p>
    );
  }
  const n = task.counts.changed;
  return (
    <>
      {wentWith && (
        <p className="text-sm text-muted">
          It was deleted along with {wentWith.label} of {wentWith.table}, and comes back with it.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => followUp(task, "Undo", n > 1 ? [wentWith?.id ?? id] : undefined)}>
          {wentWith ? `Restore ${wentWith.label}…` : "Restore it…"}
        </Button>
        {n > 1 && (
          <Button variant="ghost" onClick={() => followUp(task, "Undo")}>
            Restore all {number(n)} of its task…
          </Button>
        )}
      </div>
    </>
  );
}
