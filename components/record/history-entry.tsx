"use client";

import Link from "next/link";
import { CellText } from "@/components/values/cell-text";
import { LocalTime } from "@/components/values/local-time";
import { Button } from "@/components/ui/button";
import type { LabelOf } from "@/lib/tables/model/filter-text";
import type { HistoryEntry as Entry } from "@/lib/tables/record/record-history";
import type { TableInfo } from "@/lib/tables/model/table-info";

export interface HistoryEntryProps {
  table: TableInfo;
  entry: Entry;
  /** What people call the records that foreign keys refer to. */
  labelOf: LabelOf;
  /** Left out where there is nothing to go back to. */
  onRevert?: () => void;
}

/** Who wrote what and when, through which task, and the way back to it. */
export function HistoryEntry({ table, entry, labelOf, onRevert }: HistoryEntryProps) {
  const labelled = entry.cells.map((cell) => ({ ...cell, info: table.columns.find(({ id }) => id === cell.column) }));
  return (
    <li className="flex flex-col gap-1 border-t border-hairline py-2.5 first:border-t-0">
      <div className="flex items-start gap-2">
        <p className="min-w-0 flex-1 text-sm text-muted">
          <span className="font-medium text-ink">{entry.actor}</span> · <LocalTime at={entry.at} />
          {entry.task && " · "}
          {entry.task?.href ? (
            <Link href={entry.task.href} className="text-accent underline underline-offset-2">
              {entry.task.text}
            </Link>
          ) : (
            entry.task?.text
          )}
        </p>
        {onRevert && (
          <Button size="sm" variant="ghost" className="-my-1 shrink-0" onClick={onRevert}>
            Revert to here
          </Button>
        )}
      </div>
      {entry.wrote === "values" && labelled.length === 0 ? (
        <p className="text-muted">Columns that are not shown here changed.</p>
      ) : entry.wrote === "values" ? (
        <dl className="grid grid-cols-[8rem_1fr] gap-x-3 gap-y-0.5">
          {labelled.map(({ column, info, before, after }) => (
            <div key={column} className="contents">
              <dt className="truncate text-muted">{info?.label ?? column}</dt>
              <dd className="tabular min-w-0 break-words">
                <CellText value={before} column={info} labelOf={labelOf} /> <span aria-hidden>→</span>
                <span className="sr-only">became</span> <CellText value={after} column={info} labelOf={labelOf} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>{entry.wrote === "created" ? "Created, or brought back by an undo." : "Deleted."}</p>
      )}
    </li>
  );
}
