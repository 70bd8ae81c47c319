import { arrayValue } from "./values/array-value";
import type { Kind } from "./kind";
import { hasTextItems } from "./rules/list-rule";
import { clear, copyFrom, set } from "./operations/any";
import { addItems, removeItems } from "./operations/array";
import { otherColumn } from "./operators/any";
import { arrayOperators } from "./operators/array";

export const array: Kind = {
  id: "array",
  align: "start",
  width: 180,
  sortable: false,
  searchable: false,
  parser: arrayValue.parser,
  operations: [addItems, removeItems, set(arrayValue), clear, copyFrom],
  filterOperators: [...arrayOperators, ...otherColumn],
  select: ({ sql, column, info }) => (hasTextItems(info) ? sql`(${column})::text[]` : column),
};
