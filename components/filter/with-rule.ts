import type { Filter, FilterRule } from "@/lib/tables/model/filter";

/** The filter with its rule at `index` replaced, added (index = length) or removed (null); null when none is left. */
export function withRule(filter: Filter | null, index: number, rule: FilterRule | null): Filter | null {
  const rules = filter?.rules ?? [];
  const next = rule ? rules.toSpliced(index, 1, rule) : rules.toSpliced(index, 1);
  return next.length > 0 ? { join: filter?.join ?? "and", rules: next } : null;
}
