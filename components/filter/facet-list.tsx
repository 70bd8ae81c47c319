"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { cellText } from "@/components/values/cell-text";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { getJson } from "@/components/http/request";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Input } from "@/components/ui/forms/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { ColumnFacets, Facet } from "@/lib/tables/list/column-facets";
import type { Filter } from "@/lib/tables/model/filter";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ChosenValues } from "./facet-filter";
import { number } from "@/lib/model/locale";

export interface FacetListProps {
  table: string;
  column: ColumnInfo;
  /** Records among which values are counted. */
  filter: Filter | null;
  search: string;
  chosen: ChosenValues;
  onChange: (chosen: ChosenValues) => void;
}

/** The values of a column with how many records hold each, to be ticked; searched where there are many. */
export function FacetList({ table, column, filter, search, chosen, onChange }: FacetListProps) {
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const counted = useQuery({
    queryKey: ["facets", table, column.id, filter, search, q],
    queryFn: ({ signal }) => fetchFacets({ table, column: column.id, filter, search, q }, signal),
    placeholderData: keepPreviousData,
  });
  const { data, isError, isPlaceholderData } = counted;
  const has = (value: unknown) => chosen.some((each) => sameValue(each, value));
  const toggle = (value: unknown, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((each) => !sameValue(each, value)));
  const facets = data?.facets ?? [];
  // What is chosen stays in sight, also where it is rare or matches nothing now.
  const missing = q === "" ? chosen.filter((value) => !facets.some((facet) => sameValue(facet.value, value))) : [];

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {(data?.more || typed) && (
        <Input
          size="sm"
          aria-label={`Search values of ${column.label}`}
          placeholder="Search values…"
          autoComplete="off"
          value={typed}
          onValueChange={setTyped}
          // A form around it is not meant.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      )}
      <ReadProblem query={counted} what="The values" />
      {!data && !isError && <FacetSkeleton />}
      {data && facets.length === 0 && missing.length === 0 && <p className="text-sm text-muted">No values.</p>}
      <ul
        aria-label={`Values of ${column.label}`}
        className={`max-h-56 overflow-y-auto max-md:max-h-40 overscroll-contain ${isPlaceholderData ? "opacity-60" : ""}`}
      >
        {missing.map((value) => (
          <FacetItem
            key={keyOf(value)}
            column={column}
            facet={{ value, label: null, count: 0 }}
            checked
            onToggle={toggle}
          />
        ))}
        {facets.map((facet) => (
          <FacetItem
            key={keyOf(facet.value)}
            column={column}
            facet={facet}
            counted
            checked={has(facet.value)}
            onToggle={toggle}
          />
        ))}
      </ul>
      {data?.more && <p className="text-sm text-muted">The {facets.length} commonest. Search for others.</p>}
      {data?.sampled && <p className="text-sm text-muted">Counted among {number(data.sampled)} of the records.</p>}
    </div>
  );
}

interface FacetItemProps {
  column: ColumnInfo;
  facet: Facet;
  counted?: boolean;
  checked: boolean;
  onToggle: (value: unknown, on: boolean) => void;
}

function FacetItem({ column, facet, counted = false, checked, onToggle }: FacetItemProps) {
  const { value, label, count } = facet;
  return (
    <li className="flex items-center gap-2 pr-1">
      <Checkbox
        className="min-w-0 flex-1"
        label={
          value === null || value === "" ? (
            <span className="text-muted italic">empty</span>
          ) : (
            <span className="truncate">{label ?? cellText(value, column)}</span>
          )
        }
        checked={checked}
        onCheckedChange={(on) => onToggle(value === "" ? null : value, on)}
      />
      {counted && <span className="tabular shrink-0 text-sm text-muted">{number(count)}</span>}
    </li>
  );
}

function FacetSkeleton() {
  return (
    <div role="status" aria-label="Counting values" className="flex flex-col gap-2 py-1">
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-4 w-1/3" />
    </div>
  );
}

interface Asked extends Pick<FacetListProps, "table" | "filter" | "search"> {
  column: string;
  q: string;
}

function fetchFacets({ table, column, filter, search, q }: Asked, signal: AbortSignal): Promise<ColumnFacets> {
  const params = new URLSearchParams();
  if (filter) params.set("filter", JSON.stringify(filter));
  if (search) params.set("search", search);
  if (q) params.set("q", q);
  return getJson(`/api/tables/${encodeURIComponent(table)}/facets/${encodeURIComponent(column)}?${params}`, {
    signal,
    has: ["facets"],
  });
}

/** A link may say 1 where the database says "1". */
function sameValue(a: unknown, b: unknown): boolean {
  return a === null || b === null ? a === b : String(a) === String(b);
}

const keyOf = (value: unknown) => (value === null ? "null" : `value ${String(value)}`);
