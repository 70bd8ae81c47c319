import { dateHint } from "@/lib/tables/kinds/codecs/time-text";
import { isDate } from "./calendar";
import type { Rule } from "./rule";

const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?)?$/i;

/** What Postgres keeps beside the days of a calendar. */
const BEYOND =
  /^(-?infinity|\d{4,7}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?([+-]\d{2}(:?\d{2})?|Z)?)? BC|\d{5,7}-\d{2}-\d{2}([T ].{1,30})?)$/i;

export const dateRule: Rule<string> = (given) =>
  typeof given === "string" && (isDate(given) || BEYOND.test(given))
    ? { value: given }
    : { problem: hinted("Must be a date like 2024-12-31.", given) };

/** With a time zone the instant must be given in full; a column without one takes local time, and a zone is turned to UTC. */
export const timestampRule: Rule<string> = (given, { withTimeZone }) => {
  if (typeof given === "string") {
    if (BEYOND.test(given)) return { value: given };
    const [, day, , , , zone] = TIMESTAMP.exec(given) ?? [];
    if (day && isDate(day) && (zone !== undefined || !withTimeZone)) {
      return { value: withTimeZone || !zone ? given : withoutZone(given) };
    }
  }
  const problem = withTimeZone
    ? "Must be a date and time with its zone, like 2024-12-31T18:30:00Z."
    : "Must be a date and time like 2024-12-31T18:30.";
  return { problem: hinted(problem, given) };
};

function hinted(problem: string, given: unknown): string {
  return [problem, typeof given === "string" && dateHint(given)].filter(Boolean).join(" ");
}

// Postgres would ignore the zone without a word.
function withoutZone(text: string): string {
  if (/z$/i.test(text)) return text.slice(0, -1);
  const [, hours] = /([+-]\d{2})$/.exec(text) ?? [];
  return new Date(hours ? `${text}:00` : text).toISOString().slice(0, -1);
}
