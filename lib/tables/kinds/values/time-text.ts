/** Spreadsheets know no days, only midnights. */
const MIDNIGHT = /[T ]00:00(:00(\.0+)?)?Z?$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const TIMED = /^(.*\d)[T ]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * A day as the server takes it: the year first, or day first where it has dots, as everywhere where dates have dots.
 * With slashes nobody knows whether the day or the month comes first: that stays as it is, for the parser to refuse.
 */
export function dateText(typed: string): string {
  const text = typed.trim().replace(MIDNIGHT, "");
  return text
    .replace(YEAR_FIRST, (_, year: string, _mark, month: string, day: string) => `${year}-${two(month)}-${two(day)}`)
    .replace(DOTTED, (_, day: string, month: string, year: string) => `${year}-${two(month)}-${two(day)}`);
}

/** A day with a time. Without a zone it is UTC where the column knows zones: the clock of the cells. */
export function timestampText(typed: string, withTimeZone: boolean): string {
  const text = typed.trim();
  const [, day, time, zone] = TIMED.exec(text) ?? [];
  if (!day || !time) return text;
  return `${dateText(day)}T${time.replace(/^(?=\d:)/, "0")}${zone ?? (withTimeZone ? "Z" : "")}`;
}

const two = (digits: string) => digits.padStart(2, "0");
