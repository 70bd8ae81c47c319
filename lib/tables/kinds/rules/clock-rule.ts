import type { Rule } from "./rule";

const CLOCK = /^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?|24:00(:00)?)([+-](0\d|1[0-5])(:[0-5]\d){0,2})?$/;

/** A time of day; in a column that knows zones with its own. */
export const clockRule: Rule<string> = (given, { withTimeZone }) => {
  const [whole, , , , , , zone] = (typeof given === "string" && CLOCK.exec(given)) || [];
  return whole !== undefined && withTimeZone === (zone !== undefined)
    ? { value: whole }
    : { problem: `Must be a time ${withTimeZone ? "with its zone, like 18:30+02" : "like 18:30"}.` };
};
