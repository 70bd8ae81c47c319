import type { Kind } from "./kind";
import { integerValue } from "./values/number-value";
import { clear, copyFrom, set } from "./operations/any";
import { add, multiply, percent, round } from "./operations/number";
import { emptiness, equality, membership, otherColumn } from "./operators/any";
import { NUMBER_WORDS, order } from "./operators/order";

export const integer: Kind = {
  id: "integer",
  editor: "number",
  align: "end",
  width: 120,
  sortable: true,
  searchable: false,
  parser: integerValue.parser,
  operations: [set(integerValue), add, multiply, percent, round, clear, copyFrom],
  filterOperators: [
    ...equality(integerValue),
    ...order(integerValue, NUMBER_WORDS),
    ...membership(integerValue),
    ...emptiness,
    ...otherColumn,
  ],
};
