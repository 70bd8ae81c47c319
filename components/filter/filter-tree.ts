import type { Filter, FilterRule } from "@/lib/tables/model/filter";
import { isGroup } from "@/lib/tables/model/filter-group";

export type FilterNode = FilterRule | Filter;

/** Where a node stands in the tree: the place among the rules of each group on the way to it. */
export type NodePath = readonly number[];

export const EMPTY_FILTER: Filter = { join: "and", rules: [] };

/** Deep enough for what people think, and for what fits beside each other on a screen. */
export const MAX_DEPTH = 4;

/** The tree with the node at `path` changed; null takes it out. */
export function withNode(root: Filter, path: NodePath, change: (node: FilterNode) => FilterNode | null): Filter {
  const [index, ...rest] = path;
  if (index === undefined) return (change(root) as Filter | null) ?? EMPTY_FILTER;
  const rules = root.rules.flatMap((node, i): FilterNode[] => {
    if (i !== index) return [node];
    const next = rest.length > 0 && isGroup(node) ? withNode(node, rest, change) : change(node);
    return next ? [next] : [];
  });
  return { ...root, rules };
}

export function withAdded(root: Filter, path: NodePath, added: FilterNode): Filter {
  return withNode(root, path, (node) => (isGroup(node) ? { ...node, rules: [...node.rules, added] } : node));
}

/** Without groups that hold nothing, and without groups of one; null when no rule is left. */
export function tidied(filter: Filter): Filter | null {
  const rules = filter.rules.flatMap((node): FilterNode[] => {
    if (!isGroup(node)) return [node];
    const inner = tidied(node);
    return inner ? (inner.rules.length === 1 ? inner.rules : [inner]) : [];
  });
  const [only] = rules;
  if (only && rules.length === 1 && isGroup(only)) return only;
  return rules.length > 0 ? { ...filter, rules } : null;
}

export function rulesOf(filter: Filter | null): FilterRule[] {
  return (filter?.rules ?? []).flatMap((node) => (isGroup(node) ? rulesOf(node) : [node]));
}

/** The filter narrowed by one more condition, whatever it was. */
export function narrowedBy(filter: Filter | null, node: FilterNode): Filter {
  if (!filter || filter.rules.length === 0) return isGroup(node) ? node : { join: "and", rules: [node] };
  const known = JSON.stringify(node);
  if (filter.join === "or") return { join: "and", rules: [filter, node] };
  return filter.rules.some((each) => JSON.stringify(each) === known)
    ? filter
    : { ...filter, rules: [...filter.rules, node] };
}
