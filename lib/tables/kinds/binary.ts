import type { Kind } from "./kind";
import { emptiness } from "./operators/any";
import { binaryRule } from "./rules/binary-rule";
import { ruled } from "./values/value";

/** Bytes: a picture, a document. Nobody reads them in a cell, so a value is how many there are; they are downloaded. */
export const binary: Kind = {
  id: "binary",
  align: "end",
  width: 110,
  sortable: false,
  searchable: false,
  parser: ruled(binaryRule),
  operations: [],
  filterOperators: emptiness,
  select: ({ sql, column }) => sql`octet_length(${column})`,
};
