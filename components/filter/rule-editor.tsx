"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { FilterRule } from "@/lib/tables/filter";
import { filterOperatorOf, filterOperatorsOf } from "@/lib/tables/kinds/index";
import type { TableInfo } from "@/lib/tables/table-info";
import { FilterOperand } from "./filter-operand";
import { newRule, ruleProblem, withOperator } from "./rule-draft";

export interface RuleEditorProps {
  table: TableInfo;
  /** Null: a new one. */
  rule: FilterRule | null;
  onDone: (rule: FilterRule) => void;
}

/** Column, comparison, value: one rule of the filter, refused here before the server has to. */
export function RuleEditor({ table, rule, onDone }: RuleEditorProps) {
  const filterable = table.columns
    .filter((column) => filterOperatorsOf(column).length > 0)
    .toSorted((a, b) => Number(b.id === table.recordLabel) - Number(a.id === table.recordLabel));
  const [draft, setDraft] = useState<FilterRule | null>(() => rule ?? (filterable[0] ? newRule(filterable[0]) : null));
  const [tried, setTried] = useState(false);
  const column = filterable.find(({ id }) => id === draft?.column);
  if (!draft || !column) return <p className="text-muted">No column of this table can be filtered.</p>;
  const operator = filterOperatorOf(column, draft.operator);
  const problem = ruleProblem(table, draft);

  function submit(event: FormEvent): void {
    event.preventDefault();
    // A popover is portalled, but React still bubbles its events to the page.
    event.stopPropagation();
    setTried(true);
    if (draft && !problem) onDone(draft);
  }

  return (
    <form className="flex w-72 max-w-full flex-col gap-3" onSubmit={submit} noValidate>
      <Field label="Column">
        <Select
          options={filterable.map(({ id, label }) => ({ value: id, label }))}
          value={column.id}
          onValueChange={(id) => {
            const next = filterable.find((each) => each.id === id);
            if (next) setDraft(newRule(next));
            setTried(false);
          }}
        />
      </Field>
      <Field label="Comparison">
        <Select
          options={filterOperatorsOf(column).map((spec) => ({ value: spec.operator, label: operatorLabel(spec) }))}
          value={draft.operator}
          onValueChange={(next) => setDraft(withOperator(column, draft, next))}
        />
      </Field>
      {operator && (
        <FilterOperand
          key={`${column.id}-${operator.operator}`}
          table={table}
          column={column}
          operand={operator.operand}
          value={draft.value}
          onChange={(value) => setDraft({ ...draft, value })}
          error={tried ? problem : null}
        />
      )}
      <Button type="submit" variant="primary" className="self-end">
        {rule ? "Change filter" : "Add filter"}
      </Button>
    </form>
  );
}

/** Two operators are called "is": the one of periods says so. */
function operatorLabel({ operand, label }: { operand: string; label: string }): string {
  return operand === "period" ? `${label} (period)` : label;
}
