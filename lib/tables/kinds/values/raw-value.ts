import { MAX_TEXT, plainText } from "./text-value";
import type { ValueSpec } from "./value";

/** What the type's own reader takes; the database judges it. */
export const rawValue: ValueSpec = {
  parser: () => plainText(MAX_TEXT),
  toSql: ({ sql, type }, value) => sql`(${value}::text)::${type}`,
};

/** The same as the type writes it, for comparing. */
export const rawText: ValueSpec = {
  parser: rawValue.parser,
  toSql: ({ sql, type }, value) => sql`((${value}::text)::${type})::text`,
};
