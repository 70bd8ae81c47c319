import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { moveRange, setEnd, setStart } from "./operations/range";
import { emptiness, equality, otherColumn } from "./operators/any";
import { rangeOperators } from "./operators/containment";
import { rangeValue } from "./values/span-value";

/** From one number, day or instant to another. */
export const range: Kind = {
  id: "range",
  align: "start",
  width: 220,
  sortable: true,
  searchable: false,
  parser: rangeValue.parser,
  operations: [set(rangeValue), ...moveRange, setStart, setEnd, clear, copyFrom],
  filterOperators: [...rangeOperators, ...equality(rangeValue), ...emptiness, ...otherColumn],
  select: ({ sql, column }) => sql`(${column})::text`,
};
