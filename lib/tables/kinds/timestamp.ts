import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { setTime, shiftTimestamp } from "./operations/time";
import { emptiness, equality, otherColumn } from "./operators/any";
import { order, TIME_WORDS } from "./operators/order";
import { inPeriod } from "./operators/period";
import { timestampValue } from "./values/time-value";

export const timestamp: Kind = {
  id: "timestamp",
  align: "start",
  width: 190,
  sortable: true,
  searchable: false,
  parser: timestampValue.parser,
  operations: [set(timestampValue), shiftTimestamp, setTime, clear, copyFrom],
  filterOperators: [
    ...order(timestampValue, TIME_WORDS),
    inPeriod,
    ...equality(timestampValue),
    ...emptiness,
    ...otherColumn,
  ],
};
