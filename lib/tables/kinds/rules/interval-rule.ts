import type { Rule } from "./rule";

const UNIT = "(y(ea)?rs?|mon(th)?s?|weeks?|days?|h(ou)?rs?|min(ute)?s?|sec(ond)?s?|[ywdhms])";
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
