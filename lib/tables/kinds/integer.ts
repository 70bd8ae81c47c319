import type { Kind } from "./kind";
import { isBigint } from "./rules/number-rule";
import { integerValue } from "./values/number-value";
import { clear, copyFrom, set } from "./operations/any";
import { add, multiply, percent, round } from "./operations/number";
import { emptiness, equality, membership, otherColumn } from "./operators/any";
import { NUMBER_WORDS, order } from "./operators/order";

export const integer: Kind = {
  id: "integer",
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
  // Beyond 2^53 as text: a JavaScript number would lose digits.
  select: ({ sql, column, info }) =>
    isBigint(info)
      ? sql`case when ${column} between -9007199254740991 and 9007199254740991 then to_jsonb(${column}) else to_jsonb((${column})::text) end`
      : column,
};
