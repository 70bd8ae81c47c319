import { jsonValue } from "./values/json-value";
import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { setPath } from "./operations/json";
import { emptiness } from "./operators/any";
import { jsonKeys } from "./operators/json";
import { textSearch } from "./operators/text";

export const json: Kind = {
  id: "json",
  align: "start",
  width: 220,
  sortable: false,
  searchable: false,
  parser: jsonValue.parser,
  operations: [setPath, set(jsonValue), clear, copyFrom],
  filterOperators: [...jsonKeys, ...textSearch, ...emptiness],
  // As its text: a JavaScript number would lose digits of those inside.
  select: ({ sql, column }) => sql`(${column})::text`,
};
