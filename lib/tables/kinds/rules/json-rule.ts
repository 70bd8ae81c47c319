import { number } from "@/lib/model/locale";
import type { Rule } from "./rule";

/** Most bytes (as written) of one JSON value. */
const MAX_JSON = 100_000;

/** Any JSON. Postgres' jsonb stores neither NUL nor half a surrogate pair. */
export const jsonRule: Rule = (value) => {
  const text = jsonText(value);
  if (text === undefined) return { problem: "Must be JSON." };
  if (text.length > MAX_JSON) return { problem: `Must be at most ${number(MAX_JSON)} characters of JSON.` };
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text)
    ? { problem: "Must not contain the NUL character or half a character." }
    : { value };
};

function jsonText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
