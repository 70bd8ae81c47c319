import type { Filter, FilterRule } from "@/lib/tables/model/filter";
import { isGroup } from "@/lib/tables/model/filter-group";
import { filterOperatorOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { type FilterNode, narrowedBy } from "./filter-tree";

/** Values that were chosen from a column's list of values; null is empty. */
export type ChosenValues = unknown[];

/** What a choice of values is as a condition; null where nothing is chosen. */
export function facetNode(column: ColumnInfo, chosen: ChosenValues): FilterNode | null {
  const values = chosen.filter((value) => value !== null);
  const rules: FilterRule[] = valueRules(column, values);
  if (values.length < chosen.length) rules.push({ column: column.id, operator: "isEmpty" });
  return rules.length > 1 ? { join: "or", rules } : (rules[0] ?? null);
}

function valueRules(column: ColumnInfo, values: ChosenValues): FilterRule[] {
  const rule = (operator: string, value: unknown) => ({ column: column.id, operator, value });
  if (values.length === 0) return [];
  if (column.kind === "array") return [rule("hasAny", values)];
  if (values.length === 1) return [rule("is", values[0])];
  return filterOperatorOf(column, "in") ? [rule("in", values)] : values.map((value) => rule("is", value));
}

/** The values that a condition chooses; null where it is about something else. */
export function chosenIn(column: ColumnInfo, node: FilterNode): ChosenValues | null {
  if (isGroup(node)) {
    if (node.join === "and" && node.rules.length > 1) return null;
    const each = node.rules.map((rule) => chosenIn(column, rule));
    return each.every((values) => values !== null) ? each.flat() : null;
  }
  if (node.column !== column.id) return null;
  if (node.operator === "isEmpty") return [null];
  if (node.operator === "is") return [node.value];
  return node.operator === "in" || node.operator === "hasAny" ? (node.value as unknown[]) : null;
}

/** Splits a filter into the values that it chooses in a column, and all the rest. */
export function splitFacets(column: ColumnInfo, filter: Filter | null): { chosen: ChosenValues; rest: Filter | null } {
  if (!filter) return { chosen: [], rest: null };
  if (filter.join === "or" && filter.rules.length > 1) {
    const all = chosenIn(column, filter);
    return all ? { chosen: all, rest: null } : { chosen: [], rest: filter };
  }
  const rules = filter.rules.filter((node) => chosenIn(column, node) === null);
  const chosen = filter.rules.flatMap((node) => chosenIn(column, node) ?? []);
  return { chosen, rest: rules.length > 0 ? { ...filter, rules } : null };
}

/** The filter with another choice of values in a column. */
export function withFacets(column: ColumnInfo, filter: Filter | null, chosen: ChosenValues): Filter | null {
  const { rest } = splitFacets(column, filter);
  const node = facetNode(column, chosen);
  return node ? narrowedBy(rest, node) : rest;
}
