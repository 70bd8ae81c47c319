import type { Codec } from "./codec";
import { listText, readList } from "./list-text";

/** Numbers and yes or no are texts to a list of texts. */
const asText = (item: unknown): unknown =>
  Array.isArray(item) ? item.map(asText) : item === null || typeof item === "object" ? item : String(item);

export const listCodec: Codec = {
  read: (text) => ({ value: readList(text).map(asText) }),
  copy: (value, { nullable }) => (Array.isArray(value) && value.length === 0 && !nullable ? "" : copy(value)),
  empty: ({ nullable }) => (nullable ? null : []),
};

const copy = (value: unknown): string => (Array.isArray(value) ? listText(value) : String(value));
