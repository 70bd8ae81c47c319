import { uuidValue } from "./values/key-value";
import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { emptiness, equality, membership, otherColumn } from "./operators/any";

export const uuid: Kind = {
  id: "uuid",
  align: "start",
  width: 280,
  sortable: true,
  searchable: false,
  parser: uuidValue.parser,
  operations: [set(uuidValue), clear, copyFrom],
  filterOperators: [...equality(uuidValue), ...membership(uuidValue), ...emptiness, ...otherColumn],
};
