import { z } from "zod";
import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { emptiness, equality, membership, otherColumn } from "./operators/any";
import { castToType, type ValueSpec } from "./values/value";

const enumValue: ValueSpec = {
  parser: ({ enumValues }) => z.enum(enumValues ?? [], { error: `Must be one of: ${(enumValues ?? []).join(", ")}.` }),
  toSql: castToType,
};

export const enumeration: Kind = {
  id: "enum",
  editor: "select",
  align: "start",
  width: 140,
  sortable: true,
  searchable: false,
  parser: enumValue.parser,
  operations: [set(enumValue), clear, copyFrom],
  filterOperators: [...equality(enumValue), ...membership(enumValue), ...emptiness, ...otherColumn],
};
