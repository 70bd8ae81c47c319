import type { Kind } from "./kind";
import { clear, set } from "./operations/any";
import { byText, emptiness, equality, membership } from "./operators/any";
import { textSearch } from "./operators/text";
import { rawText, rawValue } from "./values/raw-value";

/** A type that no other kind knows, by its text (not every type has an equality): shown, searched for, set and cleared, never computed with. */
export const raw: Kind = {
  id: "raw",
  align: "start",
  width: 200,
  sortable: true,
  searchable: false,
  parser: rawValue.parser,
  operations: [set(rawValue), clear],
  filterOperators: [...textSearch, ...byText([...equality(rawText), ...membership(rawText)]), ...emptiness],
  select: ({ sql, column }) => sql`(${column})::text`,
};
