import { z } from "zod";
import { NO_TEXT, textProblem, textRule } from "@/lib/tables/kinds/rules/text-rule";
import { castToType, ruled, type ValueSpec } from "./value";

/** A text of at most so many characters that Postgres can store. */
export const plainText = (max: number) =>
  z.string({ error: NO_TEXT }).superRefine((text, context) => {
    const message = textProblem(text, max);
    if (message !== null) context.addIssue({ code: "custom", message });
  });

export const textValue: ValueSpec = {
  parser: ruled(textRule),
  // In the column's own type, by whose rules texts are alike (char's blanks, citext's case), and without its length.
  toSql: castToType,
};
