import type { Codec } from "./codec";
import { dateText, timestampText } from "./time-text";

export const intervalCodec: Codec = { read: (text) => ({ value: text }) };

/** `8:05`, `6:30 PM`: as that of a day. */
export const clockCodec: Codec = {
  read: (text) => ({ value: timestampText(`2000-01-01 ${text}`, false).slice(11) }),
  canonical: (value) => String(value).replace(/^(\d\d:\d\d)(?!:)/, "$1:00"),
};

const BETWEEN = /^([^,[\]()]+?) *(?:–|\.\.|\bto\b) *([^,[\]()]+)$/;

/** As Postgres writes one, and `1 to 5`, where both ends belong to it. */
export const rangeCodec: Codec = {
  read: (text, { itemKind, withTimeZone }, { dateOrder }) => ({
    value: text.replace(BETWEEN, "[$1,$2]").replace(/[^"[\](),]+/g, (end) => {
      if (itemKind === "date") return dateText(end.trim(), dateOrder);
      // What has seconds is as Postgres writes it.
      return itemKind === "timestamp" && !/:.+:/.test(end)
        ? timestampText(end.trim(), withTimeZone, dateOrder)
        : end.trim();
    }),
  }),
  canonical: (value) => String(value).replaceAll('"', ""),
};
