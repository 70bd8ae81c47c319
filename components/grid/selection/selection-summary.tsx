"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cellText } from "@/components/values/cell-text";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { postJson } from "@/components/http/request";
import { useDebounced } from "@/components/ui/use-debounced";
import { cx } from "@/components/ui/cx";
import { Select } from "@/components/ui/forms/select";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import type { SelectionSummary as Summary } from "@/lib/tables/list/summarise-selection";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";
import { number } from "@/lib/model/locale";

export interface SelectionSummaryProps {
  table: TableInfo;
  /** Columns that are shown now, in their order. */
  columns: readonly ColumnInfo[];
  selection: ChosenSelection;
}

/** What a number column amounts to over the selected records, by the database. */
export function SelectionSummary({ table, columns, selection }: SelectionSummaryProps) {
  const numbers = columns.filter(({ kind, primaryKey }) => (kind === "integer" || kind === "decimal") && !primaryKey);
  const [chosen, setChosen] = useState<string | null>(null);
  const column = numbers.find(({ id }) => id === chosen) ?? numbers[0];
  // Somebody who draws a selection changes it several times a second.
  const wanted = JSON.stringify({ selection, column: column?.id });
  const asked = useDebounced(wanted);
  const read = useQuery({
    queryKey: ["summary", table.name, asked],
    queryFn: ({ signal }) =>
      postJson<Summary>(`/api/tables/${encodeURIComponent(table.name)}/summary`, JSON.parse(asked), {
        signal,
        has: ["records", "values"],
      }),
    enabled: column !== undefined,
    placeholderData: keepPreviousData,
    // Records change meanwhile: asked anew for each selection.
    gcTime: 0,
  });
  const { data, isError, isPlaceholderData } = read;
  if (!column) return null;
  // Numbers of the selection before: readable, but nobody should take them for the new ones.
  const stale = wanted !== asked || isPlaceholderData || !data;
  return (
    <div
      role="group"
      aria-label="Summary"
      className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm max-md:basis-full max-md:flex-nowrap"
    >
      <Select
        size="sm"
        className="shrink-0"
        aria-label="Column of the summary"
        options={numbers.map(({ id, label }) => ({ value: id, label }))}
        value={column.id}
        onValueChange={setChosen}
      />
      {isError ? (
        <ReadProblem query={read} what="The summary" />
      ) : (
        <dl
          aria-busy={stale}
          className="tabular flex min-w-0 flex-wrap gap-x-3 max-md:flex-nowrap max-md:overflow-x-auto max-md:whitespace-nowrap"
        >
          {parts(data, column).map(([name, value]) => (
            <div key={name} className="flex gap-1">
              <dt className="text-muted">{name}</dt>
              <dd className={cx("transition-colors", stale && "text-muted italic")}>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function parts(summary: Summary | undefined, column: ColumnInfo): [name: string, value: string][] {
  const shown = (value: string | null | undefined) =>
    value === null || value === undefined ? "–" : cellText(value, column);
  if (!summary) return ["sum", "average", "min", "max", "distinct"].map((name) => [name, "…"]);
  const about = summary.estimated ? "about " : "";
  const { records, values, sum, average, min, max, distinct } = summary;
  const all: [string, string | null][] = [
    ["sum", sum === null ? shown(null) : about + shown(sum)],
    ["average", average === null ? shown(null) : about + shown(average)],
    ["min", summary.estimated ? null : shown(min)],
    ["max", summary.estimated ? null : shown(max)],
    ["distinct", distinct === null ? null : number(distinct)],
    ["empty", values < records ? about + number(records - values) : null],
  ];
  return all.filter((part): part is [string, string] => part[1] !== null);
}
