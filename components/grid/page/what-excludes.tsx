"use client";

import { useQueries } from "@tanstack/react-query";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { rulesOf } from "@/components/filter/filter-tree";
import { withRule } from "@/components/filter/with-rule";
import { useRecordLabels } from "@/components/filter/use-record-labels";
import { Button } from "@/components/ui/button";
import { filterText, type LabelOf } from "@/lib/tables/model/filter-text";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { countText, type MatchCount } from "@/components/grid/records/count-text";
import { fetchCount } from "@/components/grid/records/fetch-records";
import type { RecordQuery } from "@/components/grid/records/grid-params";

/** Each is a count of its own; more of them help nobody. */
const MOST = 6;

export interface WhatExcludesProps {
  table: TableInfo;
  query: RecordQuery;
  onQuery: (change: Partial<RecordQuery>) => void;
}

/** Where nothing matches several conditions at once: how many records would without each of them, the most first. */
export function WhatExcludes({ table, query, onQuery }: WhatExcludesProps) {
  const conditions = conditionsOf(table, query, useRecordLabels(table, rulesOf(query.filter)).labelOf);
  const counts = useQueries({
    queries: conditions.map(({ without }) => ({
      queryKey: ["count", table.name, without],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchCount(table.name, without, signal),
    })),
    combine: (results) => results.map(({ data, error, refetch }) => ({ data, error, refetch })),
  });
  const found = conditions
    .flatMap((condition, i) => {
      const count = counts[i]?.data;
      return count && count.count > 0 ? [{ ...condition, count }] : [];
    })
    .toSorted((a, b) => b.count.count - a.count.count);
  const failed = counts.filter(({ error }) => error !== null);
  const refetch = () => Promise.all(failed.map((each) => each.refetch()));
  const problem = (
    <ReadProblem
      className="mt-3"
      query={{ error: failed[0]?.error ?? null, refetch }}
      what="How many there are without one of them"
    />
  );
  if (found.length === 0) return problem;
  return (
    <>
      {problem}
      <ul aria-label="What keeps records out" className="mt-3 flex flex-col items-center gap-1.5">
        {found.map(({ text, without, count }) => (
          <li key={text} className="max-w-full">
            <Button size="sm" className="max-w-full" onClick={() => onQuery(without)}>
              <Without text={text} count={count} />
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Without({ text, count }: { text: string; count: MatchCount }) {
  return (
    <>
      <span className="min-w-0 truncate">Without {text}</span>
      <span className="tabular text-muted">{countText(count)} matching</span>
    </>
  );
}

interface Condition {
  text: string;
  without: Pick<RecordQuery, "filter" | "search">;
}

/** What has to be true of a record, one by one; none where there is only one, which is as good as all of them. */
function conditionsOf(
  table: TableInfo,
  { filter, search }: Pick<RecordQuery, "filter" | "search">,
  labelOf?: LabelOf,
): Condition[] {
  const rules: Condition[] =
    filter?.join === "and"
      ? filter.rules.map((rule, i) => ({
          text: `“${filterText(table, { join: "and", rules: [rule] }, labelOf)}”`,
          without: { filter: withRule(filter, i, null), search },
        }))
      : filter
        ? [{ text: `“${filterText(table, filter, labelOf)}”`, without: { filter: null, search } }]
        : [];
  const all =
    search === "" ? rules : [...rules, { text: `the search for “${search}”`, without: { filter, search: "" } }];
  return all.length > 1 ? all.slice(0, MOST) : [];
}
