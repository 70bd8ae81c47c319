import type { Codec } from "./codec";
import { listText, readList } from "./list-text";

/** Numbers and yes or no are texts to a list of texts. */
const asText = (item: unknown): unknown =>
  Array.isArray(item) ? item.map(asText) : item === null || typeof item === "object" ? item : String(item);

const copy = (value: unknown): string => (Array.isArray(value) ? listText(value) : String(value));

const copyList: NonNullable<Codec["copy"]> = (value, { nullable }) =>
  Array.isArray(value) && value.length === 0 && !nullable ? "" : copy(value);

export const listCodec: Codec = {
  read: (text) => ({ value: readList(text).map(asText) }),
  copy: copyList,
  // A cell of a file that is empty names no record.
  file: (value, column) => (column.primaryKey ? copy(value) : copyList(value, column)),
  canonical: (value) => JSON.stringify(asText(value)),
  empty: ({ nullable }) => (nullable ? null : []),
};
