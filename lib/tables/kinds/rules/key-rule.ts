import { integerRule } from "./number-rule";
import type { Rule } from "./rule";
import { textRule } from "./text-rule";

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const uuidRule: Rule<string> = (given) =>
  typeof given === "string" && UUID.test(given)
    ? { value: given }
    : { problem: "Must be a UUID like 2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59." };

/** What a foreign key holds: the key of the record that it refers to. */
export const referenceRule: Rule<string | number> = (given, info) => {
  if (info.itemKind === "integer") return integerRule(given, info);
  return info.itemKind === "uuid" ? uuidRule(given, info) : textRule(given, info);
};
