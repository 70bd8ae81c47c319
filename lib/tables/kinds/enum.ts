import type { FilterOperatorSpec, Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { emptiness, equality, membership, otherColumn } from "./operators/any";
import { enumRule } from "./rules/choice-rule";
import { castToType, ruled, type ValueSpec } from "./values/value";

/** A domain over an enum has no signs of its own to compare by. */
const asEnum = (specs: FilterOperatorSpec[]): FilterOperatorSpec[] =>
  specs.map((spec) => ({
    ...spec,
    condition: (input, value) =>
      spec.condition({ ...input, column: input.sql`(${input.column})::${input.type}` }, value),
  }));

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
  filterOperators: [...asEnum([...equality(enumValue), ...membership(enumValue)]), ...emptiness, ...otherColumn],
};
