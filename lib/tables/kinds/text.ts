import type { Kind } from "./kind";
import { clear, copyFrom, set } from "./operations/any";
import { textOperations } from "./operations/text";
import { equality, membership, otherColumn } from "./operators/any";
import { textEmptiness, textSearch } from "./operators/text";
import { textValue } from "./values/text-value";

export const text: Kind = {
  id: "text",
  align: "start",
  width: 200,
  sortable: true,
  searchable: true,
  parser: textValue.parser,
  operations: [set(textValue), clear, copyFrom, ...textOperations],
  filterOperators: [...textSearch, ...equality(textValue), ...membership(textValue), ...textEmptiness, ...otherColumn],
};
