import { yesNo } from "@/lib/model/yes-no";
import { number } from "@/lib/model/locale";
import type { Filter, FilterRule } from "./filter";
import { isGroup } from "./filter-group";
import { PERIODS } from "@/lib/tables/kinds/values/periods";
import type { TableInfo } from "./table-info";

/** What people call the record that a foreign key holds; undefined where that isn't known. */
export type LabelOf = (column: string, key: string) => string | undefined;

const NO_LABELS: LabelOf = () => undefined;

/** A filter in words, for people: "Country is US, Population ≥ 10,000". Empty when it matches everything. */
export function filterText(table: TableInfo, filter: Filter | null | undefined, labelOf = NO_LABELS): string {
  if (!filter) return "";
  const parts = filter.rules.map((node) => {
    if (!isGroup(node)) return ruleText(table, node, labelOf);
    const inner = filterText(table, node, labelOf);
    return inner && node.rules.length > 1 ? `(${inner})` : inner;
  });
  return parts.filter(Boolean).join(filter.join === "and" ? ", " : " or ");
}

/** One comparison in words: "Population between 10 and 20". */
export function ruleText(table: TableInfo, rule: FilterRule, labelOf = NO_LABELS): string {
  const columnLabel = (id: string) => table.columns.find((column) => column.id === id)?.label ?? id;
  const column = table.columns.find(({ id }) => id === rule.column);
  const operator = column?.filterOperators.find((each) => each.operator === rule.operator);
  return [columnLabel(rule.column), operator?.label ?? rule.operator, operandText()].filter(Boolean).join(" ");

  function operandText(): string {
    switch (operator?.operand) {
      case "none":
        return "";
      case "period":
        return PERIODS[rule.value as keyof typeof PERIODS] ?? "";
      case "column":
        return columnLabel(String(rule.value));
      case "range":
        return (Array.isArray(rule.value) ? rule.value : []).map(valueText).join(" and ");
      default:
        return column?.kind === "foreignKey" ? referenceText(rule.value) : valueText(rule.value);
    }
  }

  function referenceText(value: unknown): string {
    const keys = Array.isArray(value) ? value : [value];
    return keys.map((key) => labelOf(rule.column, String(key)) ?? valueText(key)).join(", ");
  }
}

function valueText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return yesNo(value);
  if (typeof value === "number") return number(value);
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
