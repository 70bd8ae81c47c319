import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ExpressionInput } from "@/lib/tables/kinds/kind";
import type { Judged, Rule } from "@/lib/tables/kinds/rules/rule";

/** What shared operations and operators must know of a kind's values. */
export interface ValueSpec {
  /** Null excluded. */
  parser: (info: ColumnInfo) => z.ZodType;
  /** A parsed value as one parameter, cast to what the column compares with. */
  toSql: (input: ExpressionInput, value: unknown) => SQL;
}

/** A rule as a parser of one value. */
export function parserOf<T>(judge: (given: unknown) => Judged<T>): z.ZodType<T> {
  return z.unknown().transform((given, context) => {
    const judged = judge(given);
    if ("value" in judged) return judged.value;
    context.addIssue({ code: "custom", message: judged.problem });
    return z.NEVER;
  });
}

/** A rule as the parser of a column's values. */
export const ruled =
  <T>(rule: Rule<T>) =>
  (info: ColumnInfo): z.ZodType<T> =>
    parserOf((given) => rule(given, info));

export const castToType: ValueSpec["toSql"] = ({ sql, type }, value) => sql`${value}::${type}`;

/** `required(schema)` says "Enter a value." where nothing was given, whatever the schema would say. */
export function required(schema: z.ZodType): z.ZodType {
  return z.unknown().transform((value, context) => {
    if (value === undefined || value === null) {
      context.addIssue({ code: "custom", message: "Enter a value." });
      return z.NEVER;
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message ?? "Invalid value." });
    return z.NEVER;
  });
}

const MAX_SHOWN = 60;

/** A value as tasks and previews name it: `reviewed`, `12.5`, `{"a":1}`, cut after 60 characters. */
export function valueText(value: unknown): string {
  if (value === "") return "an empty text";
  if (Array.isArray(value)) return cut(value.length === 0 ? "an empty list" : value.map(String).join(", "));
  return cut(typeof value === "object" ? JSON.stringify(value) : String(value));
}

function cut(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}
