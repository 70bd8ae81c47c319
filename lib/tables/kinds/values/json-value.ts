import { jsonRule } from "@/lib/tables/kinds/rules/json-rule";
import { ruled, type ValueSpec } from "./value";

export const jsonValue: ValueSpec = {
  parser: ruled(jsonRule),
  // Through text: drivers encode a JSON parameter once more.
  toSql: ({ sql, type }, value) => sql`${value}::text::${type}`,
};
