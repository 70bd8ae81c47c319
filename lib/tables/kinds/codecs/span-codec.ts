import { isDate } from "@/lib/tables/kinds/rules/calendar";
import type { Codec } from "./codec";
import { dateText, timestampText } from "./time-text";

export const intervalCodec: Codec = { read: (text) => ({ value: text.replace(/\s+/g, " ") }) };

/** `8:05`, `6:30 PM` */
const TYPED = /^(\d{1,2})(:.*?)?\s*(?:([ap])\.?m\.?)?$/i;

export const clockCodec: Codec = {
  read: (text) => {
    const [, hour, rest = ":00", half] = TYPED.exec(text) ?? [];
    if (!hour || (rest === ":00" && !half && !text.includes(":")) || (half && (Number(hour) < 1 || Number(hour) > 12)))
      return { value: text };
    const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hour);
    return { value: String(hours).padStart(2, "0") + rest };
  },
  canonical: (value) => String(value).replace(/^(\d\d:\d\d)(?!:)/, "$1:00"),
};

const BETWEEN = /^([^,[\]()]+?)\s*(?:–|\.\.|\bto\b)\s*([^,[\]()]+)$/;
const ENDS = /^([[(])\s*"?([^",]*?)"?\s*,\s*"?([^",]*?)"?\s*([\])])$/;

/** As Postgres writes one, and `1 to 5`, where both ends belong to it. */
export const rangeCodec: Codec = {
  read: (text, { itemKind, withTimeZone }, { dateOrder }) => {
    const [, open, from, to, close] = ENDS.exec(text.replace(BETWEEN, "[$1,$2]")) ?? [];
    if (from === undefined || to === undefined) return { value: text };
    const end = (each: string) => {
      if (itemKind === "date") return dateText(each, dateOrder);
      // What has seconds is as Postgres writes it.
      return itemKind === "timestamp" && !/:\d\d:\d\d/.test(each) ? instant(each) : each;
    };
    const instant = (each: string) =>
      timestampText(
        isDate(dateText(each, dateOrder)) ? `${dateText(each, dateOrder)} 00:00` : each,
        withTimeZone,
        dateOrder,
      );
    return { value: `${open}${end(from)},${end(to)}${close}` };
  },
  canonical: (value) => String(value).replaceAll('"', ""),
};
