import { clockRule } from "@/lib/tables/kinds/rules/clock-rule";
import { intervalRule } from "@/lib/tables/kinds/rules/interval-rule";
import { networkRule } from "@/lib/tables/kinds/rules/network-rule";
import { boundRule, rangeRule } from "@/lib/tables/kinds/rules/range-rule";
import { castToType, ruled, type ValueSpec } from "./value";

export const clockValue: ValueSpec = { parser: ruled(clockRule), toSql: castToType };

export const intervalValue: ValueSpec = { parser: ruled(intervalRule), toSql: castToType };

export const rangeValue: ValueSpec = {
  parser: ruled(rangeRule),
  toSql: ({ sql, type }, value) => sql`${value}::text::${type}`,
};

/** One end of a range, by itself. */
export const boundParser = ruled(boundRule);

export const networkValue: ValueSpec = { parser: ruled(networkRule), toSql: castToType };

/** To compare with: a network, whose bits behind its length must be 0, may be asked for any address. */
export const addressValue: ValueSpec = {
  parser: networkValue.parser,
  toSql: (input, value) =>
    input.info.itemKind === "address" ? input.sql`${value}::inet` : networkValue.toSql(input, value),
};
