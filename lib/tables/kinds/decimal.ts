import type { Kind } from "./kind";
import { decimalValue } from "./values/number-value";
import { clear, copyFrom, set } from "./operations/any";
import { add, multiply, percent, round } from "./operations/number";
import { emptiness, equality, membership, otherColumn } from "./operators/any";
import { NUMBER_WORDS, order } from "./operators/order";

/** Travels as text: a JavaScript number would lose digits. */
export const decimal: Kind = {
  id: "decimal",
  align: "end",
  width: 120,
  sortable: true,
  searchable: false,
  parser: decimalValue.parser,
  operations: [set(decimalValue), add, multiply, percent, round, clear, copyFrom],
  filterOperators: [
    ...equality(decimalValue),
    ...order(decimalValue, NUMBER_WORDS),
    ...membership(decimalValue),
    ...emptiness,
    ...otherColumn,
  ],
  select: ({ sql, column }) => sql`(${column})::text`,
};
