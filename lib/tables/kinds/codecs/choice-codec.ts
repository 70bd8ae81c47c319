import type { Codec } from "./codec";

const YES = new Set(["true", "yes", "y", "t", "1", "x", "on"]);
const NO = new Set(["false", "no", "n", "f", "0", "off"]);

export const booleanCodec: Codec = {
  read: (text) => {
    const word = text.toLowerCase();
    return { value: YES.has(word) ? true : NO.has(word) ? false : text };
  },
  copy: (value) => String(value).toUpperCase(),
  file: String,
};

/** Upper and lower case are the same, unless values differ by nothing else. */
export const enumCodec: Codec = {
  read: (text, { enumValues }) => {
    const like = (enumValues ?? []).filter((value) => value.trim().toLowerCase() === text.toLowerCase());
    const exact = like.find((value) => value.trim() === text);
    return { value: exact ?? (like.length === 1 ? like[0] : text) };
  },
};
