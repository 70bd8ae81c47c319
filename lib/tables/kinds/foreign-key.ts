import { referenceValue } from "./values/key-value";
import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { emptiness, equality, membership, otherColumn } from "./operators/any";

/** Holds the key of a record of another table, whose label people see. */
export const foreignKey: Kind = {
  id: "foreignKey",
  align: "start",
  width: 200,
  sortable: true,
  searchable: false,
  parser: referenceValue.parser,
  operations: [set(referenceValue), clear, copyFrom],
  filterOperators: [...equality(referenceValue), ...membership(referenceValue), ...emptiness, ...otherColumn],
};
