"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/forms/select";
import type { Sort } from "@/lib/tables/model/filter";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { MAX_SORTS } from "./use-grid-columns";

const DIRECTIONS = [
  { value: "asc" as const, label: "ascending" },
  { value: "desc" as const, label: "descending" },
];

export interface SortPanelProps {
  table: TableInfo;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** The columns that the records are sorted by, the first one first: add, change, reorder, remove. */
export function SortPanel({ table, sort, onSort }: SortPanelProps) {
  const sortable = table.columns.filter((column) => column.sortable);
  const free = sortable.filter(({ id }) => sort.every(({ column }) => column !== id));
  const change = (i: number, to: Partial<Sort[number]>) =>
    onSort(sort.map((each, n) => (n === i ? { ...each, ...to } : each)));
  const next = free.find(({ primaryKey }) => !primaryKey) ?? free[0];
  return (
    <div className="flex w-100 max-w-full flex-col gap-2">
      {sort.length === 0 && <p className="text-sm text-muted">Records stand in the order of their keys.</p>}
      <ol className="flex flex-col gap-1.5">
        {sort.map(({ column, direction }, i) => (
          <li key={column} aria-label={`Sort ${i + 1}`} className="flex flex-wrap items-center gap-1">
            <span className="w-14 shrink-0 text-sm text-muted">{i === 0 ? "by" : "then by"}</span>
            <Select
              size="sm"
              className="min-w-24 flex-1 max-sm:min-w-44"
              aria-label={`Column of sort ${i + 1}`}
              options={sortable
                .filter(({ id }) => id === column || free.some((each) => each.id === id))
                .map(({ id, label }) => ({ value: id, label }))}
              value={column}
              onValueChange={(id) => change(i, { column: id })}
            />
            <Select
              size="sm"
              aria-label={`Direction of sort ${i + 1}`}
              options={DIRECTIONS}
              value={direction}
              onValueChange={(to) => change(i, { direction: to })}
            />
            <IconButton
              size="sm"
              label={`Sort ${i + 1} earlier`}
              icon={<ArrowUp className="size-3.5" />}
              disabled={i === 0}
              onClick={() => onSort(swapped(sort, i - 1))}
            />
            <IconButton
              size="sm"
              label={`Sort ${i + 1} later`}
              icon={<ArrowDown className="size-3.5" />}
              disabled={i === sort.length - 1}
              onClick={() => onSort(swapped(sort, i))}
            />
            <IconButton
              size="sm"
              label={`Remove sort ${i + 1}`}
              icon={<X className="size-3.5" />}
              onClick={() => onSort(sort.toSpliced(i, 1))}
            />
          </li>
        ))}
      </ol>
      <div className="flex items-center justify-between gap-2">
        <Button
          size="sm"
          variant="ghost"
          disabled={!next || sort.length >= MAX_SORTS}
          onClick={() => next && onSort([...sort, { column: next.id, direction: "asc" }])}
        >
          <Plus className="size-3.5" aria-hidden /> Column
        </Button>
        {sort.length >= MAX_SORTS && <p className="text-sm text-muted">At most {MAX_SORTS} columns.</p>}
      </div>
    </div>
  );
}

/** With the one at `i` and the one after it in each other's place. */
function swapped(sort: Sort, i: number): Sort {
  const [first, second] = [sort[i], sort[i + 1]];
  return first && second ? sort.toSpliced(i, 2, second, first) : sort;
}
