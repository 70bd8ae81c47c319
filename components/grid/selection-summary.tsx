"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cellText } from "@/components/bulk/cell-text";
import { postJson } from "@/components/bulk/post-json";
import { useSettled } from "@/components/tasks/use-settled";
import { cx } from "@/components/ui/cx";
import { Select } from "@/components/ui/select";
import type { GivenSelection } from "@/lib/bulk/selection";
import type { SelectionSummary as Summary } from "@/lib/tables/summarise-selection";
import type { ColumnInfo, TableInfo } from "@/lib/tables/table-info";

export interface SelectionSummaryProps {
  table: TableInfo;
  /** Columns that are shown now, in their order. */
  columns: readonly ColumnInfo[];
  selection: GivenSelection;
}

/** What a number column amounts to over the selected records, by the database. */
export function SelectionSummary({ table, columns, selection }: SelectionSummaryProps) {
  const numbers = columns.filter(({ kind, primaryKey }) => (kind === "integer" || kind === "decimal") && !primaryKey);
  const [chosen, setChosen] = useState<string | null>(null);
  const column = numbers.find(({ id }) => id === chosen) ?? numbers[0];
  // Somebody who draws a selection changes it several times a second.
  const asked = useSettled(JSON.stringify({ selection, column: column?.id }));
  const { data, isError, isPlaceholderData } = useQuery({
    queryKey: ["summary", table.name, asked],
    queryFn: ({ signal }) =>
      postJson<Summary>(`/api/tables/${encodeURIComponent(table.name)}/summary`, JSON.parse(asked), signal),
    enabled: column !== undefined,
    placeholderData: keepPreviousData,
    // Records change meanwhile: asked anew for each selection.
    gcTime: 0,
  });
  if (!column) return null;
  return (
    <div role="group" aria-label="Summary" className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <Select
        size="sm"
        aria-label="Column of the summary"
        options={numbers.map(({ id, label }) => ({ value: id, label }))}
        value={column.id}
        onValueChange={setChosen}
      />
      {isError ? (
        <p className="text-danger">The summary could not be computed.</p>
      ) : (
        <dl className={cx("tabular flex flex-wrap gap-x-3", (isPlaceholderData || !data) && "opacity-50")}>
          {parts(data, column).map(([name, value]) => (
            <div key={name} className="flex gap-1">
              <dt className="text-muted">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function parts(summary: Summary | undefined, column: ColumnInfo): [name: string, value: string][] {
  const number = (value: string | null | undefined) =>
    value === null || value === undefined ? "–" : cellText(value, column);
  if (!summary) return ["sum", "average", "min", "max", "distinct"].map((name) => [name, "…"]);
  const about = summary.estimated ? "about " : "";
  const { records, values, sum, average, min, max, distinct } = summary;
  const all: [string, string | null][] = [
    ["sum", sum === null ? number(null) : about + number(sum)],
    ["average", average === null ? number(null) : about + number(average)],
    ["min", summary.estimated ? null : number(min)],
    ["max", summary.estimated ? null : number(max)],
    ["distinct", distinct === null ? null : distinct.toLocaleString("en")],
    ["empty", values < records ? about + (records - values).toLocaleString("en") : null],
  ];
  return all.filter((part): part is [string, string] => part[1] !== null);
}
