import { integerRule, judgeDigits } from "./number-rule";
import type { Judged, Rule } from "./rule";
import { dateRule, timestampRule } from "./time-rule";

const RANGE = /^([[(])\s*"?([^",[\]()]*?)"?\s*,\s*"?([^",[\]()]*?)"?\s*([\])])$/;

/** One end of a range. */
export const boundRule: Rule = (given, info) => {
  switch (info.itemKind) {
    case "date":
      return dateRule(given, info);
    case "timestamp":
      return timestampRule(given, info);
    case "integer":
      return integerRule(given, info);
    default:
      return judgeDigits(given);
  }
};

/** As Postgres writes one: `[` and `]` belong to it, `(` and `)` do not, and an end that is left out is open. */
export const rangeRule: Rule<string> = (given, info) => {
  const text = typeof given === "string" ? given : "";
  if (/^empty$/i.test(text)) return { value: "empty" };
  const [, open, from, to, close] = RANGE.exec(text) ?? [];
  if (from === undefined || to === undefined) return { problem: "Must be a range like [1,5), from 1 up to 5." };
  const ends: Judged[] = [from, to].map((end) => (end === "" ? { value: "" } : boundRule(end, info)));
  const values = [];
  for (const end of ends) {
    if ("problem" in end) return end;
    values.push(String(end.value));
  }
  return { value: `${open}${values.join(",")}${close}` };
};
