import type { FilterRule } from "@/lib/tables/model/filter";
import { filterOperatorOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";
import { ruleProblem } from "./rule-draft";

export interface QuickFilter {
  label: string;
  rule: FilterRule;
}

const MAX_SHOWN = 40;

/** What a cell's menu offers to filter by: its value, anything else, empty or not; only what the server would take. */
export function quickFilters(table: TableInfo, column: ColumnInfo, value: unknown, shown: string): QuickFilter[] {
  const name = shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN - 1)}…` : shown;
  const isList = column.kind === "array";
  const isEmpty = value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  const all = [
    ...(isEmpty
      ? []
      : [
          { label: isList ? `Has any of ${name}` : `Only ${name}`, rule: ruleOf(isList ? "hasAny" : "is", value) },
          { label: isList ? `Has none of ${name}` : `Not ${name}`, rule: ruleOf(isList ? "hasNone" : "isNot", value) },
        ]),
    { label: `${column.label} is empty`, rule: ruleOf("isEmpty") },
    { label: `${column.label} is not empty`, rule: ruleOf("isNotEmpty") },
  ];
  return all.filter(({ rule }) => filterOperatorOf(column, rule.operator) && ruleProblem(table, rule) === null);

  function ruleOf(operator: string, operand?: unknown): FilterRule {
    return { column: column.id, operator, ...(operand === undefined ? {} : { value: operand }) };
  }
}
