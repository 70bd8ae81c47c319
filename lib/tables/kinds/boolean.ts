import { z } from "zod";
import type { Kind, OperationSpec } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { emptiness, equality, otherColumn } from "./operators/any";
import { booleanRule } from "./rules/choice-rule";
import { ruled, type ValueSpec } from "./values/value";

const booleanValue: ValueSpec = {
  parser: ruled(booleanRule),
  toSql: ({ sql }, value) => sql`${value}::boolean`,
};

const toggle: OperationSpec = {
  op: "toggle",
  label: "toggle",
  fields: [],
  parser: () => z.object({}),
  expression: ({ sql, column }) => sql`(not ${column})`,
  describe: () => "toggle",
};

export const boolean: Kind = {
  id: "boolean",
  align: "center",
  width: 96,
  sortable: true,
  searchable: false,
  parser: booleanValue.parser,
  operations: [set(booleanValue), toggle, clear, copyFrom],
  filterOperators: [...equality(booleanValue), ...emptiness, ...otherColumn],
};
