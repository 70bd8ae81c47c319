import type { Rule } from "./rule";

const UNIT = "(y|yrs?|years?|mons?|months?|w|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)";
const AMOUNT = String.raw`[+-]?(\d{1,9}(\.\d{1,6})? ?${UNIT}|\d{1,7}:[0-5]\d(:[0-5]\d(\.\d{1,6})?)?)`;
const INTERVAL = new RegExp(
  String.raw`^(${AMOUNT}(,? ?${AMOUNT})*( ago)?|-?infinity|-?P(?=.)(-?\d[\d.]*[YMWD])*(T(-?\d[\d.]*[HMS])+)?)$`,
  "i",
);

/** A span of time in any spelling that Postgres reads: `2 days 03:00`, `1 month`, `90 min`, `P1DT2H`. */
export const intervalRule: Rule<string> = (given) =>
  typeof given === "string" && INTERVAL.test(given)
    ? { value: given }
    : { problem: "Must be a span of time like 2 days 03:00 or 1 month." };
