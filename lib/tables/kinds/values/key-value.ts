import { referenceRule, uuidRule } from "@/lib/tables/kinds/rules/key-rule";
import { textValue } from "./text-value";
import { castToType, ruled, type ValueSpec } from "./value";

export const uuidValue: ValueSpec = { parser: ruled(uuidRule), toSql: castToType };

/** What a foreign key holds: the key of the record that it refers to. */
export const referenceValue: ValueSpec = {
  parser: ruled(referenceRule),
  toSql: (input, value) => (input.info.itemKind === "text" ? textValue : uuidValue).toSql(input, value),
};
