import type { Codec } from "./codec";
import { inUtc } from "./in-utc";
import { dateText, timestampText } from "./time-text";

export const dateCodec: Codec = {
  read: (text, _column, { dateOrder }) => ({ value: dateText(text, dateOrder) }),
};

/** An instant in UTC, the clock of the cells, with as much of a second as it has. */
export const timestampCodec: Codec = {
  read: (text, { withTimeZone }, { dateOrder }) => ({ value: timestampText(text, withTimeZone, dateOrder) }),
  copy: (value) => inUtc(String(value)),
  file: String,
  edit: (value) =>
    inUtc(String(value))
      .replace(/\.0+$/, "")
      .replace(/(\d{2}:\d{2}):00$/, "$1"),
  canonical: (value) => inUtc(String(value)).replace(/(\d \d{2}:\d{2})$/, "$1:00"),
};
