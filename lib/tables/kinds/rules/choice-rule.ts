import type { Rule } from "./rule";

export const booleanRule: Rule<boolean> = (given) =>
  typeof given === "boolean" ? { value: given } : { problem: "Must be yes or no." };

export const enumRule: Rule<string> = (given, { enumValues }) => {
  const values = enumValues ?? [];
  if (typeof given !== "string") return { problem: noChoice(values) };
  if (values.includes(given)) return { value: given };
  const like = values.filter((value) => value.trim().toLowerCase() === given.trim().toLowerCase());
  return { problem: like.length > 1 ? `“${given}” may be ${like.join(" or ")}.` : noChoice(values) };
};

const noChoice = (values: string[]) => `Must be one of: ${values.join(", ")}.`;
