import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { shiftClock } from "./operations/time";
import { emptiness, equality, otherColumn } from "./operators/any";
import { order, TIME_WORDS } from "./operators/order";
import { clockValue } from "./values/span-value";

/** A time of day. */
export const clock: Kind = {
  id: "time",
  align: "start",
  width: 110,
  sortable: true,
  searchable: false,
  parser: clockValue.parser,
  operations: [set(clockValue), shiftClock, clear, copyFrom],
  filterOperators: [...order(clockValue, TIME_WORDS), ...equality(clockValue), ...emptiness, ...otherColumn],
};
