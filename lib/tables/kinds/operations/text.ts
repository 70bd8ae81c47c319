import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { ExpressionInput, OperationSpec, SqlTag } from "@/lib/tables/kinds/kind";
import { plainText } from "@/lib/tables/kinds/values/text-value";
import { valueText } from "@/lib/tables/kinds/values/value";

const MAX_OPERAND = 10_000;
const MAX_PATTERN = 1_000;
const someText = plainText(MAX_OPERAND).min(1, { error: "Enter a text." });
const WHITESPACE = " \t\n\r\f\v\u00a0";

export const prepend: OperationSpec = {
  op: "prepend",
  label: "put in front",
  fields: [{ name: "text", label: "Text", input: "text" }],
  parser: () => z.object({ text: someText }),
  expression: ({ sql, column }, { text }: { text: string }) => sql`(${text}::text || coalesce(${column}::text, ''))`,
  describe: ({ text }: { text: string }) => `put “${valueText(text)}” in front`,
};

export const append: OperationSpec = {
  op: "append",
  label: "append",
  fields: [{ name: "text", label: "Text", input: "text" }],
  parser: () => z.object({ text: someText }),
  expression: ({ sql, column }, { text }: { text: string }) => sql`(coalesce(${column}::text, '') || ${text}::text)`,
  describe: ({ text }: { text: string }) => `append “${valueText(text)}”`,
};

interface Replacement {
  find: string;
  replace: string;
  regex: boolean;
  matchCase: boolean;
}

/** A pattern can be slow but never more: it runs in the database, under the chunk's statement timeout. */
export const replaceText: OperationSpec = {
  op: "replaceText",
  label: "find and replace",
  fields: [
    { name: "find", label: "Find", input: "text" },
    { name: "replace", label: "Replace with", input: "text", optional: true, initial: "" },
    { name: "matchCase", label: "Match case", input: "boolean", optional: true, initial: true },
    { name: "regex", label: "Regular expression", input: "boolean", optional: true, initial: false },
  ],
  parser: () =>
    z.object({
      find: plainText(MAX_PATTERN).min(1, { error: "Enter the text to find." }),
      replace: plainText(MAX_OPERAND).default(""),
      regex: z.boolean().default(false),
      matchCase: z.boolean().default(true),
    }),
  expression: ({ sql, column }, { find, replace, regex, matchCase }: Replacement) => {
    if (!regex && matchCase) return sql`replace(${column}::text, ${find}::text, ${replace}::text)`;
    const pattern = regex ? find : find.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
    const replacement = regex ? replace : replace.replaceAll("\\", "\\\\");
    return sql`regexp_replace(${column}::text, ${pattern}::text, ${replacement}::text, ${matchCase ? "g" : "gi"}::text)`;
  },
  describe: ({ find, replace, regex, matchCase }: Replacement) =>
    `replace ${regex ? `/${valueText(find)}/` : `“${valueText(find)}”`} by ${replace === "" ? "nothing" : `“${valueText(replace)}”`}${matchCase ? "" : " in any case"}`,
};

export const trim = simple(
  "trim",
  "trim spaces",
  "trim spaces",
  (sql, text) => sql`btrim(${text}, ${WHITESPACE}::text)`,
);
export const upper = simple("upper", "to UPPER CASE", "turn to upper case", (sql, text) => sql`upper(${text})`);
export const lower = simple("lower", "to lower case", "turn to lower case", (sql, text) => sql`lower(${text})`);
export const title = simple("title", "to Title Case", "turn to title case", titled);

/** What stands behind an apostrophe at the end of an English word, once each part begins in upper case: John'S, We'Ll. */
const ENDINGS = ["S", "T", "D", "M", "Ll", "Re", "Ve"];
/** Ends a word for every provider of collations: to ICU's `initcap` O'brien and oak_tree are one word, to libc's two. */
const BREAK = "\u0001";
const PUNCTUATION = "[][!-/:-@\\\\^_`{-~’]";

/** The apostrophe begins a word in O'Brien and not in John's. */
function titled(sql: SqlTag, text: SQL): SQL {
  const parted = sql`initcap(regexp_replace(${text}, ${`(${PUNCTUATION})`}::text, ${`\\1${BREAK}`}::text, 'g'))`;
  const mended = ENDINGS.reduce<SQL>(
    (inner, ending) =>
      sql`regexp_replace(${inner}, ${`([[:alpha:]]['’])${ending}\\y`}::text, ${`\\1${ending.toLowerCase()}`}::text, 'g')`,
    sql`regexp_replace(${parted}, ${`(${PUNCTUATION})${BREAK}`}::text, ${"\\1"}::text, 'g')`,
  );
  return sql`case when ${text} ~ ${PUNCTUATION}::text then ${mended} else initcap(${text}) end`;
}

function simple(op: string, label: string, words: string, of: (sql: SqlTag, text: SQL) => SQL): OperationSpec {
  return {
    op,
    label,
    fields: [],
    parser: () => z.object({}),
    expression: ({ sql, column }: ExpressionInput) => of(sql, sql`${column}::text`),
    describe: () => words,
  };
}

export const textOperations = [replaceText, prepend, append, trim, upper, lower, title];
