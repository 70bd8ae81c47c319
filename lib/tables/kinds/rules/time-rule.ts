import type { Rule } from "./rule";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)?$/i;

/** What Postgres keeps beside the days of a calendar. */
const BEYOND =
  /^(-?infinity|\d{4,7}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?([+-]\d{2}(:?\d{2})?|Z)?)? BC|\d{5,7}-\d{2}-\d{2}([T ].{1,30})?)$/i;

/** `2024-02-29` is one, `2023-02-29` is not. */
function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  if (!year || !month || !day) return false;
  // Leap years repeat every 400 years; 2000 + n also keeps Date from reading 0001 as 1901.
  const date = new Date(Date.UTC(2000 + (year % 400), month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export const dateRule: Rule<string> = (given) =>
  typeof given === "string" && (isDate(given) || BEYOND.test(given))
    ? { value: given }
    : { problem: "Must be a date like 2024-12-31." };

/** With a time zone the instant must be given in full; a column without one takes local time, and a zone is turned to UTC. */
export const timestampRule: Rule<string> = (given, { withTimeZone }) => {
  if (typeof given === "string") {
    if (BEYOND.test(given)) return { value: given };
    const [, day, , , , zone] = TIMESTAMP.exec(given) ?? [];
    if (day && isDate(day) && (zone !== undefined || !withTimeZone)) {
      return { value: withTimeZone || !zone ? given : withoutZone(given) };
    }
  }
  return {
    problem: withTimeZone
      ? "Must be a date and time with its zone, like 2024-12-31T18:30:00Z."
      : "Must be a date and time like 2024-12-31T18:30.",
  };
};

// Postgres would ignore the zone without a word.
function withoutZone(text: string): string {
  if (/z$/i.test(text)) return text.slice(0, -1);
  const [, hours] = /([+-]\d{2})$/.exec(text) ?? [];
  return new Date(hours ? `${text}:00` : text).toISOString().slice(0, -1);
}
