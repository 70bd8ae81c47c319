import type { FilterRule } from "@/lib/tables/model/filter";
import { filterOperatorOf, filterOperatorsOf } from "@/lib/tables/kinds/index";
import type { FilterOperatorSpec } from "@/lib/tables/kinds/kind";
import type { KindId } from "@/lib/tables/kinds/kind-info";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";

/** Kinds of short texts. */
const ONE_LINE = new Set<KindId>(["text", "raw"]);

/** A fresh rule on a column: texts are mostly looked for by a part of them, everything else by its value. */
export function newRule(column: ColumnInfo, operator?: string): FilterRule {
  const offered = filterOperatorsOf(column).map((spec) => spec.operator);
  const usual = ONE_LINE.has(column.kind) && offered.includes("contains") ? "contains" : offered[0];
  return { column: column.id, operator: operator ?? usual ?? "is" };
}

/** Another operator; what was entered stays where it still makes sense. */
export function withOperator(column: ColumnInfo, rule: FilterRule, operator: string): FilterRule {
  const [from, to] = [filterOperatorOf(column, rule.operator)?.operand, filterOperatorOf(column, operator)?.operand];
  const textual = new Set<FilterOperatorSpec["operand"] | undefined>(["value", "text"]);
  const fits = from === to || (textual.has(from) && textual.has(to) && typeof rule.value === "string");
  return { column: rule.column, operator, ...(fits && rule.value !== undefined ? { value: rule.value } : {}) };
}

/** Why the server would refuse this rule, by the server's own parser; null when it would not. */
export function ruleProblem(table: TableInfo, rule: FilterRule): string | null {
  const column = table.columns.find(({ id }) => id === rule.column);
  const operator = column && filterOperatorOf(column, rule.operator);
  if (!operator) return "Choose a column and a comparison.";
  const parsed = operator.parser(column).safeParse(rule.value);
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? "Invalid value.");
}
