import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { shiftDate } from "./operations/time";
import { emptiness, equality, otherColumn } from "./operators/any";
import { order, TIME_WORDS } from "./operators/order";
import { inPeriod } from "./operators/period";
import { dateValue } from "./values/time-value";

export const date: Kind = {
  id: "date",
  align: "start",
  width: 124,
  sortable: true,
  searchable: false,
  parser: dateValue.parser,
  operations: [set(dateValue), shiftDate, clear, copyFrom],
  filterOperators: [...equality(dateValue), ...order(dateValue, TIME_WORDS), inPeriod, ...emptiness, ...otherColumn],
};
