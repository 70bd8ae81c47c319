import { type Filter, type FilterRule, isGroup } from "./filter";
import { filterOperatorOf } from "./kinds/index";
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
  const column = table.columns.find(({ id }) => id === rule.column);
  if (!column) return rule.column;
  const operator = filterOperatorOf(column, rule.operator);
  const value = valueText(rule.value);
  return [column.label, operator?.label ?? rule.operator, value].filter(Boolean).join(" ");
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return value.toLocaleString("en-US");
  if (Array.isArray(value)) return value.map((item) => valueText(item)).join(", ");
  if (typeof value === "object") {
    const { from, to, ...rest } = value as Record<string, unknown>;
    if (from !== undefined || to !== undefined) return `${valueText(from)} and ${valueText(to)}`;
    return Object.values(rest)
      .map((item) => valueText(item))
      .join(" ");
  }
  return String(value);
}
