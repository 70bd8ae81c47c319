import type { KindId } from "@/lib/tables/kinds/kind-info";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { binaryRule } from "./binary-rule";
import { clockRule } from "./clock-rule";
import { intervalRule } from "./interval-rule";
import { networkRule } from "./network-rule";
import { rangeRule } from "./range-rule";
import { booleanRule, enumRule } from "./choice-rule";
import { jsonRule } from "./json-rule";
import { referenceRule, uuidRule } from "./key-rule";
import { listRule } from "./list-rule";
import { decimalRule, integerRule } from "./number-rule";
import type { Judged, Rule } from "./rule";
import { rawRule, textRule } from "./text-rule";
import { dateRule, timestampRule } from "./time-rule";

const RULES: Record<KindId, Rule> = {
  text: textRule,
  longText: textRule,
  integer: integerRule,
  decimal: decimalRule,
  boolean: booleanRule,
  enum: enumRule,
  date: dateRule,
  timestamp: timestampRule,
  uuid: uuidRule,
  foreignKey: referenceRule,
  json: jsonRule,
  array: listRule,
  interval: intervalRule,
  time: clockRule,
  range: rangeRule,
  network: networkRule,
  binary: binaryRule,
  raw: rawRule,
};

/** What comes of a value of a column, null excluded. */
export function judge(info: ColumnInfo, value: unknown): Judged {
  return RULES[info.kind](value, info);
}

/** What is wrong with a value of a column, null excluded: the very sentence that the server would answer; else null. */
export function valueProblem(info: ColumnInfo, value: unknown): string | null {
  const judged = judge(info, value);
  return "problem" in judged ? judged.problem : null;
}
