import { z } from "zod";
import { number } from "@/lib/model/locale";
import type { ValueSpec } from "./value";

/** Most bytes (as written) of one JSON value. */
export const MAX_JSON = 100_000;

export const jsonText = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
};

/** Any JSON. Postgres' jsonb stores neither NUL nor half a surrogate pair. */
export const anyJson = z.unknown().superRefine((value, context) => {
  const text = jsonText(value);
  const message =
    text === undefined
      ? "Must be JSON."
      : text.length > MAX_JSON
        ? `Must be at most ${number(MAX_JSON)} characters of JSON.`
        : /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(text)
          ? "Must not contain the NUL character or half a character."
          : undefined;
  if (message) context.addIssue({ code: "custom", message });
});

export const jsonValue: ValueSpec = {
  parser: () => anyJson,
  // Through text: drivers encode a JSON parameter once more.
  toSql: ({ sql }, value) => sql`${JSON.stringify(value)}::text::jsonb`,
};
