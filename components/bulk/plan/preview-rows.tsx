"use client";

import { ReadProblem } from "@/components/ui/failure/read-problem";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { mentionsOf, useRecordLabels } from "@/components/filter/use-record-labels";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { OUTCOME_LOOK } from "@/components/ui/outcome-look";
import type { PlanRow } from "@/lib/bulk/model/preview";
import type { LabelOf } from "@/lib/tables/model/filter-text";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { CellText } from "@/components/values/cell-text";
import { number } from "@/components/values/count-words";

const PAGE = 8;

export interface PreviewRowsProps {
  rows: PlanRow[];
  total: number;
  table: TableInfo | undefined;
  hasMore: boolean;
  loadMore: () => void;
  loading: boolean;
}

/** Before → after, a few records at a time, in the order in which they will be written. */
export function PreviewRows({ rows, total, table, hasMore, loadMore, loading }: PreviewRowsProps) {
  const [asked, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(asked, pages - 1, Math.max(0, Math.ceil(rows.length / PAGE) - 1));
  const shown = rows.slice(page * PAGE, (page + 1) * PAGE);
  const labels = useRecordLabels(table, mentionsOf(shown));
  const canGoOn = (page + 1) * PAGE < rows.length || hasMore;

  function next(): void {
    if ((page + 2) * PAGE > rows.length && hasMore) loadMore();
    setPage(page + 1);
  }

  return (
    <section
      aria-label="Records before and after"
      className={cx("text-sm transition-opacity", loading && "opacity-50")}
    >
      <ReadProblem query={labels.read} what="What the records are called" className="mb-2" />
      <ul className="divide-y divide-hairline border-y border-hairline">
        {shown.map((row) => (
          <PreviewRow key={row.id} row={row} table={table} labelOf={labels.labelOf} />
        ))}
      </ul>
      {pages > 1 && (
        <div className="mt-1 flex items-center justify-end gap-1 text-muted tabular">
          <span aria-live="polite">
            page {number(page + 1)} of {number(pages)}
          </span>
          <IconButton
            label="Earlier records"
            size="sm"
            icon={<ChevronLeft className="size-4" />}
            tooltip={false}
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
          />
          <IconButton
            label="Later records"
            size="sm"
            icon={<ChevronRight className="size-4" />}
            tooltip={false}
            disabled={!canGoOn}
            onClick={next}
          />
        </div>
      )}
    </section>
  );
}

function PreviewRow({ row, table, labelOf }: { row: PlanRow; table: TableInfo | undefined; labelOf: LabelOf }) {
  const look = OUTCOME_LOOK[row.outcome];
  const Icon = look.icon;
  const changes = row.outcome === "changed";
  return (
    // On a phone one below the other: side by side there is no room for a long word.
    <li className="grid grid-cols-1 gap-x-3 gap-y-0.5 py-1.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <span className="flex min-w-0 items-start gap-1.5">
        <Icon className={cx("mt-0.5 size-3.5 shrink-0", look.text)} aria-hidden />
        <span className="min-w-0 break-words sm:truncate" title={row.label}>
          {row.label}
        </span>
        {row.isNew && changes && <span className={look.text}>new</span>}
      </span>
      <span className="min-w-0 pl-5 sm:pl-0">
        {(row.isNew && !changes ? [] : inColumnOrder(row.cells, table)).map((cell) => {
          const column = table?.columns.find((c) => c.id === cell.column);
          return (
            // With blanks between its parts: a line breaks there, and not within a word.
            <span key={cell.column} className={cx("break-words tabular", changes ? "block" : "mr-1")}>
              {row.cells.length > 1 && <span className="mr-0.5 text-muted">{column?.label ?? cell.column} </span>}
              {!row.isNew && (
                <span className={cx(changes && "text-muted")}>
                  <CellText value={cell.before} column={column} labelOf={labelOf} />
                </span>
              )}
              {changes && !row.isNew && (
                <span className="text-muted" aria-label="becomes">
                  {" → "}
                </span>
              )}
              {changes && (
                <span className="font-medium">
                  <CellText value={cell.after} column={column} labelOf={labelOf} />
                </span>
              )}{" "}
            </span>
          );
        })}
        {!changes && <span className={look.text}>{row.message ?? look.word}</span>}
      </span>
    </li>
  );
}

function inColumnOrder(cells: PlanRow["cells"], table: TableInfo | undefined): PlanRow["cells"] {
  if (!table) return cells;
  const place = new Map(table.columns.map(({ id }, i) => [id, i]));
  return cells.toSorted((a, b) => (place.get(a.column) ?? 0) - (place.get(b.column) ?? 0));
}
