import type { Codec } from "./codec";
import { arrayLiteral } from "./array-literal";
import { listText, readList } from "./list-text";

/** Numbers and yes or no are texts to a list of texts. */
const asText = (item: unknown): unknown =>
  Array.isArray(item) ? item.map(asText) : item === null || typeof item === "object" ? item : String(item);

const copy = (value: unknown): string => (Array.isArray(value) ? listText(value) : String(value));

const copyList: NonNullable<Codec["copy"]> = (value, { nullable }) =>
  Array.isArray(value) && value.length === 0 && !nullable ? "" : copy(value);

const DECIMAL_COMMAS = "Must be like {1.5,2}: a comma may be in a number.";

export const listCodec: Codec = {
  read: (text, { itemKind }, { decimalComma }) =>
    itemKind === "decimal" && decimalComma !== false && /^[^{["]*,/.test(text)
      ? { problem: DECIMAL_COMMAS }
      : { value: readList(text).map(asText) },
  copy: copyList,
  // A cell of a file that is empty names no record, and a comma between two numbers may be in one.
  file: (value, column) => {
    if (column.primaryKey) return copy(value);
    return column.itemKind === "decimal" && Array.isArray(value) && value.length > 0
      ? arrayLiteral(value)
      : copyList(value, column);
  },
  canonical: (value) => JSON.stringify(asText(value)),
  empty: ({ nullable }) => (nullable ? null : []),
};
