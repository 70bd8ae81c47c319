"use client";

import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/forms/field";
import { Select } from "@/components/ui/forms/select";
import type { FilterRule } from "@/lib/tables/model/filter";
import { filterOperatorOf, filterOperatorsOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";
import { FilterOperand } from "./filter-operand";
import { newRule, withOperator } from "./rule-draft";

export interface RuleFieldsProps {
  table: TableInfo;
  rule: FilterRule;
  onChange: (rule: FilterRule) => void;
  /** Why the rule can't be used as it is; shown at its value. */
  error: string | null;
  /** Beside each other where there is room, their names for screen readers only. */
  inline?: boolean;
}

/** Column, comparison and value of one rule. */
export function RuleFields({ table, rule, onChange, error, inline = false }: RuleFieldsProps) {
  const filterable = filterableColumns(table);
  const column = filterable.find(({ id }) => id === rule.column);
  const operator = column && filterOperatorOf(column, rule.operator);
  return (
    <div className={cx("flex min-w-0 gap-2", inline ? "flex-1 flex-wrap items-start" : "flex-col gap-3")}>
      <Field label="Column" labelHidden={inline} className={cx(inline && "w-40 max-sm:w-full")}>
        <Select
          options={filterable.map(({ id, label }) => ({ value: id, label }))}
          value={column?.id ?? null}
          placeholder={rule.column}
          onValueChange={(id) => {
            const next = filterable.find((each) => each.id === id);
            if (next) onChange(newRule(next));
          }}
        />
      </Field>
      {column && (
        <Field label="Comparison" labelHidden={inline} className={cx(inline && "w-40 max-sm:w-full")}>
          <Select
            options={filterOperatorsOf(column).map((spec) => ({ value: spec.operator, label: operatorLabel(spec) }))}
            value={rule.operator}
            onValueChange={(next) => onChange(withOperator(column, rule, next))}
          />
        </Field>
      )}
      {column && operator && operator.operand !== "none" && (
        <div className={cx("min-w-0", inline && "min-w-40 flex-1 max-sm:w-full")}>
          <FilterOperand
            key={`${column.id}-${operator.operator}`}
            table={table}
            column={column}
            operand={operator.operand}
            value={rule.value}
            onChange={(value) => onChange({ ...rule, value })}
            error={error}
            labelHidden={inline}
          />
        </div>
      )}
      {!operator && error && <p className="text-sm text-danger">{error}</p>}
    </div>
  );
}

/** Columns that can be filtered, the name of a record first: it is what people look for. */
export function filterableColumns(table: TableInfo): ColumnInfo[] {
  return table.columns
    .filter((column) => filterOperatorsOf(column).length > 0)
    .toSorted((a, b) => Number(b.id === table.recordLabel) - Number(a.id === table.recordLabel));
}

/** Two operators are called "is": the one of periods says so. */
function operatorLabel({ operand, label }: { operand: string; label: string }): string {
  return operand === "period" ? `${label} (period)` : label;
}
