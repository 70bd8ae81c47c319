import { isDate } from "@/lib/tables/kinds/rules/calendar";
import type { TextFormat } from "./codec";

/** Spreadsheets know no days, only midnights. */
const MIDNIGHT = /[T ]0?0:00(:00(\.0+)?)?Z?$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const SLASHED = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/;
const YEAR = /^\d{4}/;
const TIMED =
  /^(.*\d)[T ]+(\d{1,2})(:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\s*(?:([ap])\.?m\.?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A day as the server takes it: the year first, or day first where it has dots, as everywhere where dates have dots.
 * With slashes it depends on the order, unless only one makes a day; what may be two days stays as it is.
 */
export function dateText(text: string, order: TextFormat["dateOrder"] = null): string {
  const day = text.replace(MIDNIGHT, "");
  const slashed = slashedDays(day, order);
  if (slashed.length > 0) return slashed.length === 1 ? String(slashed[0]) : text;
  return day
    .replace(YEAR_FIRST, (_, year: string, _mark, month: string, of: string) => `${year}-${two(month)}-${two(of)}`)
    .replace(DOTTED, (_, of: string, month: string, year: string) => `${year}-${two(month)}-${two(of)}`);
}

/** A day with a time. Without a zone it is UTC where the column knows zones: the clock of the cells. */
export function timestampText(text: string, withTimeZone: boolean, order: TextFormat["dateOrder"] = null): string {
  const [, day, hour, rest, half, zone] = TIMED.exec(text) ?? [];
  if (!day || !hour || !rest || (half && !(Number(hour) >= 1 && Number(hour) <= 12))) return text;
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hour);
  const date = dateText(day, order);
  if (!YEAR.test(date)) return text;
  return `${date}T${two(String(hours))}${rest}${zone ?? (withTimeZone ? "Z" : "")}`;
}

/** What else is to be said of a text that is refused as a day: the two that it may be. */
export function dateHint(text: string): string | undefined {
  const days = slashedDays((TIMED.exec(text)?.[1] ?? text).trim(), null);
  return days.length > 1 ? `“${text}” may be ${days.join(" or ")}.` : undefined;
}

/** The days that it may be, in this order or in any. */
function slashedDays(text: string, order: TextFormat["dateOrder"]): string[] {
  const [, a, , b, year] = SLASHED.exec(text) ?? [];
  if (!a || !b || !year) return [];
  const [dayFirst, monthFirst] = [`${year}-${two(b)}-${two(a)}`, `${year}-${two(a)}-${two(b)}`];
  const days = order === null ? [dayFirst, monthFirst] : [order === "dmy" ? dayFirst : monthFirst];
  return [...new Set(days)].filter(isDate);
}

const two = (digits: string) => digits.padStart(2, "0");
