import { rawRule } from "@/lib/tables/kinds/rules/text-rule";
import { ruled, type ValueSpec } from "./value";

export const rawValue: ValueSpec = {
  parser: ruled(rawRule),
  toSql: ({ sql, type }, value) => sql`(${value}::text)::${type}`,
};

/** The same as the type writes it, for comparing. */
export const rawText: ValueSpec = {
  parser: rawValue.parser,
  toSql: ({ sql, type }, value) => sql`((${value}::text)::${type})::text`,
};
