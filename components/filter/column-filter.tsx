"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Filter } from "@/lib/tables/model/filter";
import { filterOperatorsOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";
import { splitFacets, withFacets } from "./facet-filter";
import { FacetList } from "./facet-list";
import { narrowedBy } from "./filter-tree";
import { newRule } from "./rule-draft";
import { RuleEditor } from "./rule-editor";

export interface ColumnFilterProps {
  table: TableInfo;
  column: ColumnInfo;
  filter: Filter | null;
  search: string;
  onDone: (filter: Filter | null) => void;
}

/** Filters by one column: tick values, or compare. Values are counted among what everything else matches. */
export function ColumnFilter({ table, column, filter, search, onDone }: ColumnFilterProps) {
  const listed = column.kind !== "json";
  const { chosen, rest } = splitFacets(column, filter);
  const [draft, setDraft] = useState(chosen);
  const [comparing, setComparing] = useState(!listed);
  if (filterOperatorsOf(column).length === 0) return null;
  return (
    <section aria-label={`Filter by ${column.label}`} className="flex flex-col gap-2 border-t border-hairline p-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-medium">{comparing ? "Compare" : "Values"}</h3>
        {listed && (
          <Button size="sm" variant="ghost" className="-my-1 text-muted" onClick={() => setComparing(!comparing)}>
            {comparing ? "Values" : "Compare instead"}
          </Button>
        )}
      </div>
      {comparing ? (
        <RuleEditor table={table} rule={newRule(column)} fresh onDone={(rule) => onDone(narrowedBy(filter, rule))} />
      ) : (
        <>
          <FacetList
            table={table.name}
            column={column}
            filter={rest}
            search={search}
            chosen={draft}
            onChange={setDraft}
          />
          <div className="flex justify-end gap-2">
            {chosen.length > 0 && (
              <Button size="sm" onClick={() => onDone(withFacets(column, filter, []))}>
                All values
              </Button>
            )}
            <Button
              size="sm"
              variant="primary"
              disabled={draft.length === 0}
              onClick={() => onDone(withFacets(column, filter, draft))}
            >
              {draft.length > 1 ? `Only these ${draft.length}` : "Only this one"}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
