import type { Filter, FilterRule } from "./filter";

export function isGroup(node: FilterRule | Filter): node is Filter {
  return "join" in node;
}
