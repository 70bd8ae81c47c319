import { counted } from "@/lib/model/locale";
import type { Rule } from "./rule";

/** Longest text that one value may hold where the column sets no limit of its own. */
const MAX_TEXT = 100_000;

export const NO_TEXT = "Must be text.";

/** Postgres stores neither NUL nor half a character; null where nothing is wrong. */
export function textProblem(text: string, max: number): string | null {
  if (text.length > max) return `Must be at most ${counted(max, "character")} long.`;
  if (text.includes("\u0000")) return "Must not contain the NUL character.";
  return text.isWellFormed() ? null : "Must not contain half a character.";
}

export const textUpTo =
  (max: number): Rule<string> =>
  (given) => {
    if (typeof given !== "string") return { problem: NO_TEXT };
    const problem = textProblem(given, max);
    return problem === null ? { value: given } : { problem };
  };

export const textRule: Rule<string> = (given, info) => textUpTo(info.maxLength ?? MAX_TEXT)(given, info);

/** What the type's own reader takes; the database judges it. */
export const rawRule = textUpTo(MAX_TEXT);
