import type { Codec } from "./codec";

/** As it is, with its blanks and line breaks. */
export const textCodec: Codec = {
  read: (text) => ({ value: text }),
  empty: ({ nullable }) => (nullable ? null : ""),
};

/** The type's own text, which the database judges. */
export const rawCodec: Codec = { read: (text) => ({ value: text }) };
