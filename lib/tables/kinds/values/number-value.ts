import { decimalRule, integerRule, judgeDigits } from "@/lib/tables/kinds/rules/number-rule";
import { castToType, parserOf, ruled, type ValueSpec } from "./value";

export const integerValue: ValueSpec = { parser: ruled(integerRule), toSql: castToType };

export const decimalDigits = parserOf(judgeDigits);

export const decimalValue: ValueSpec = {
  parser: ruled(decimalRule),
  // An exact number is compared as numeric: a cast to numeric(p, s) would round what was asked for. A float is compared
  // in its own type, or `0.1` would find no real that holds it.
  toSql: ({ sql, type, info }, value) => (info.floating ? sql`${value}::text::${type}` : sql`${value}::numeric`),
};
