import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { emptiness, equality, membership, otherColumn } from "./operators/any";
import { enumRule } from "./rules/choice-rule";
import { castToType, ruled, type ValueSpec } from "./values/value";

const enumValue: ValueSpec = {
  parser: ruled(enumRule),
  toSql: castToType,
};

export const enumeration: Kind = {
  id: "enum",
  align: "start",
  width: 140,
  sortable: true,
  searchable: false,
  parser: enumValue.parser,
  operations: [set(enumValue), clear, copyFrom],
  filterOperators: [...equality(enumValue), ...membership(enumValue), ...emptiness, ...otherColumn],
};
