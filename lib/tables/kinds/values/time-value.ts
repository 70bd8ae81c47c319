import { z } from "zod";
import { castToType, type ValueSpec } from "./value";

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)?$/i;

/** `2024-02-29` is one, `2023-02-29` is not. */
export function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  if (!year || !month || !day) return false;
  // Leap years repeat every 400 years; 2000 + n also keeps Date from reading 0001 as 1901.
  const date = new Date(Date.UTC(2000 + (year % 400), month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** What Postgres keeps beside the days of a calendar. */
const BEYOND =
  /^(-?infinity|\d{4,7}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?([+-]\d{2}(:?\d{2})?|Z)?)? BC|\d{5,7}-\d{2}-\d{2}([T ].{1,30})?)$/i;

const dateError = "Must be a date like 2024-12-31.";

export const dateValue: ValueSpec = {
  parser: () =>
    z.string({ error: dateError }).refine((text) => isDate(text) || BEYOND.test(text), { error: dateError }),
  toSql: castToType,
};

/** With a time zone the instant must be given in full; a column without one takes local time, and a zone is turned to UTC. */
export const timestampValue: ValueSpec = {
  parser: ({ withTimeZone }) => {
    const error = withTimeZone
      ? "Must be a date and time with its zone, like 2024-12-31T18:30:00Z."
      : "Must be a date and time like 2024-12-31T18:30.";
    return z
      .string({ error })
      .refine(
        (text) => {
          if (BEYOND.test(text)) return true;
          const found = TIMESTAMP.exec(text);
          return found !== null && isDate(found[1] as string) && (found[5] !== undefined || !withTimeZone);
        },
        { error },
      )
      .transform((text) => (withTimeZone || !TIMESTAMP.exec(text)?.[5] ? text : withoutZone(text)));
  },
  toSql: castToType,
};

// Postgres would ignore the zone without a word.
function withoutZone(text: string): string {
  if (/z$/i.test(text)) return text.slice(0, -1);
  const [, hours] = /([+-]\d{2})$/.exec(text) ?? [];
  return new Date(hours ? `${text}:00` : text).toISOString().slice(0, -1);
}
