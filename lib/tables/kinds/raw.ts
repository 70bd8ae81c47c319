import type { FilterOperatorSpec, Kind } from "./kind";
import { clear, set } from "./operations/any";
import { emptiness, equality, membership } from "./operators/any";
import { textSearch } from "./operators/text";
import { rawText, rawValue } from "./values/raw-value";

/** Compared by its text: not every type has an equality. */
const byText = (specs: FilterOperatorSpec[]): FilterOperatorSpec[] =>
  specs.map((spec) => ({
    ...spec,
    condition: (input, value) => spec.condition({ ...input, column: input.sql`(${input.column})::text` }, value),
  }));

/** A type that no other kind knows, by its text: shown, searched for, set and cleared, never computed with. */
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
