import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { addInterval, scaleInterval } from "./operations/span";
import { byText, emptiness, equality, membership, otherColumn } from "./operators/any";
import { NUMBER_WORDS, order } from "./operators/order";
import { intervalValue } from "./values/span-value";
import type { ValueSpec } from "./values/value";

/** As it is stored: to Postgres' own `=` a month is 30 days. */
const stored: ValueSpec = {
  parser: intervalValue.parser,
  toSql: (input, value) => input.sql`(${intervalValue.toSql(input, value)})::text`,
};

/** A span of time: months, days and time, each by itself. */
export const interval: Kind = {
  id: "interval",
  align: "end",
  width: 160,
  sortable: true,
  searchable: false,
  parser: intervalValue.parser,
  operations: [set(intervalValue), addInterval, scaleInterval, clear, copyFrom],
  filterOperators: [
    ...order(intervalValue, NUMBER_WORDS),
    ...byText([...equality(stored), ...membership(stored)]),
    ...emptiness,
    ...otherColumn,
  ],
  select: ({ sql, column }) => sql`(${column})::text`,
};
