import { type Filter, type FilterRule, isGroup } from "./filter";
import { filterOperatorOf } from "./kinds/index";
import { PERIODS } from "./kinds/operators/period";
import type { TableInfo } from "./table-info";

/** A filter in words, for people: "Country is US, Population ≥ 10,000". Empty when it matches everything. */
export function filterText(table: TableInfo, filter: Filter | null | undefined): string {
  if (!filter) return "";
  const parts = filter.rules.map((node) => {
    if (!isGroup(node)) return ruleText(table, node);
    const inner = filterText(table, node);
    return inner && node.rules.length > 1 ? `(${inner})` : inner;
  });
  return parts.filter(Boolean).join(filter.join === "and" ? ", " : " or ");
}

/** One comparison in words: "Population between 10 and 20". */
export function ruleText(table: TableInfo, rule: FilterRule): string {
  const labelOf = (id: string) => table.columns.find((column) => column.id === id)?.label ?? id;
  const column = table.columns.find(({ id }) => id === rule.column);
  const operator = column && filterOperatorOf(column, rule.operator);
  return [labelOf(rule.column), operator?.label ?? rule.operator, operandText()].filter(Boolean).join(" ");

  function operandText(): string {
    switch (operator?.operand) {
      case "none":
        return "";
      case "period":
        return PERIODS[rule.value as keyof typeof PERIODS] ?? "";
      case "column":
        return labelOf(String(rule.value));
      case "range":
        return (Array.isArray(rule.value) ? rule.value : []).map(valueText).join(" and ");
      default:
        return valueText(rule.value);
    }
  }
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return value.toLocaleString("en-US");
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
