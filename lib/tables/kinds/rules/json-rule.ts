import { number } from "@/lib/model/locale";
import type { Rule } from "./rule";

/** Most characters (as written) of one JSON value. */
const MAX_JSON = 100_000;

/** A text is JSON as it is written; every other value is what it is written as. Yields the text, which keeps all digits. */
export const jsonRule: Rule<string> = (given) => {
  const text = typeof given === "string" ? given : written(given);
  if (text === undefined) return { problem: "Must be JSON." };
  if (text.length > MAX_JSON) return { problem: `Must be at most ${number(MAX_JSON)} characters of JSON.` };
  const plain = rewritten(text);
  if (plain === undefined) return { problem: "Must be JSON." };
  // Postgres' jsonb stores neither NUL nor half a surrogate pair.
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(plain)
    ? { problem: "Must not contain the NUL character or half a character." }
    : { value: text };
};

function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function rewritten(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}
