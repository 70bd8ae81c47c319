import { dateRule, timestampRule } from "@/lib/tables/kinds/rules/time-rule";
import { castToType, ruled, type ValueSpec } from "./value";

export const dateValue: ValueSpec = { parser: ruled(dateRule), toSql: castToType };

export const timestampValue: ValueSpec = { parser: ruled(timestampRule), toSql: castToType };
