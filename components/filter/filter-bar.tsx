"use client";

import { ReadProblem } from "@/components/ui/failure/read-problem";
import { ListTree, Plus, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { lazySheet } from "@/components/ui/overlays/lazy-sheet";
import type { Filter } from "@/lib/tables/model/filter";
import { isGroup } from "@/lib/tables/model/filter-group";
import { filterText, ruleText } from "@/lib/tables/model/filter-text";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { rulesOf } from "./filter-tree";
import { withRule } from "./with-rule";
import { RulePopover } from "./rule-popover";
import { useRecordLabels } from "./use-record-labels";

const FilterBuilder = lazySheet(async () => (await import("./filter-builder")).FilterBuilder);

export interface FilterBarProps {
  table: TableInfo;
  filter: Filter | null;
  onChange: (filter: Filter | null) => void;
}

/** The filter as chips: a click changes one, × removes it, "Filter" adds another; "Advanced" edits the whole tree. */
export function FilterBar({ table, filter, onChange }: FilterBarProps) {
  const rules = filter?.rules ?? [];
  const labels = useRecordLabels(table, rulesOf(filter));
  const { labelOf } = labels;
  const [building, setBuilding] = useState(false);
  return (
    <div role="group" aria-label="Filter" className="flex flex-wrap items-center gap-1.5">
      {rules.map((node, i) => {
        const text = isGroup(node) ? filterText(table, node, labelOf) : ruleText(table, node, labelOf);
        return (
          // The rules of a link may repeat, and have no other identity than their place.
          <Chip key={`${i}-${JSON.stringify(node)}`} text={text} onRemove={() => onChange(withRule(filter, i, null))}>
            {isGroup(node) ? (
              <button
                type="button"
                title={text}
                className="max-w-96 truncate rounded-l-md px-2 text-sm hover:bg-hover focus-ring-inset"
                onClick={() => setBuilding(true)}
              >
                {text}
              </button>
            ) : (
              <RulePopover
                table={table}
                rule={node}
                onDone={(rule) => onChange(withRule(filter, i, rule))}
                trigger={
                  <button
                    type="button"
                    title={text}
                    className="max-w-72 truncate rounded-l-md px-2 text-sm hover:bg-hover focus-ring-inset"
                  >
                    {text}
                  </button>
                }
              />
            )}
          </Chip>
        );
      })}
      <RulePopover
        table={table}
        rule={null}
        trigger={
          <Button size="sm" variant="ghost" className="text-muted">
            <Plus className="size-3.5" aria-hidden /> Filter
          </Button>
        }
        onDone={(rule) => onChange(withRule(filter, rules.length, rule))}
      />
      <Button size="sm" variant="ghost" className="text-muted" onClick={() => setBuilding(true)}>
        <ListTree className="size-3.5" aria-hidden /> Advanced
      </Button>
      <ReadProblem query={labels.read} what="What the records are called" />
      <FilterBuilder table={table} filter={filter} open={building} onOpenChange={setBuilding} onDone={onChange} />
      {filter && rules.length > 1 && (
        <>
          <Button
            size="sm"
            variant="ghost"
            className="text-muted"
            onClick={() => onChange({ ...filter, join: filter.join === "and" ? "or" : "and" })}
          >
            {filter.join === "and" ? "all of these" : "any of these"}
          </Button>
          <Button size="sm" variant="ghost" className="text-muted" onClick={() => onChange(null)}>
            Clear
          </Button>
        </>
      )}
    </div>
  );
}

function Chip({ text, onRemove, children }: { text: string; onRemove: () => void; children: ReactNode }) {
  return (
    <span className="inline-flex h-7 max-w-full items-stretch rounded-md border border-hairline bg-surface pointer-coarse:h-10">
      {children}
      <button
        type="button"
        aria-label={`Remove the filter ${text}`}
        className="grid w-6 place-items-center rounded-r-md text-muted hover:bg-hover hover:text-ink focus-ring-inset pointer-coarse:w-10"
        onClick={onRemove}
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}
