import type { Rule } from "./rule";

export const booleanRule: Rule<boolean> = (given) =>
  typeof given === "boolean" ? { value: given } : { problem: "Must be yes or no." };

export const enumRule: Rule<string> = (given, { enumValues }) =>
  typeof given === "string" && enumValues?.includes(given)
    ? { value: given }
    : { problem: `Must be one of: ${(enumValues ?? []).join(", ")}.` };
