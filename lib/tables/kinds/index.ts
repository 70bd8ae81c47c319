import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { array } from "./array";
import { binary } from "./binary";
import { boolean } from "./boolean";
import { clock } from "./clock";
import { date } from "./date";
import { decimal } from "./decimal";
import { enumeration } from "./enum";
import { foreignKey } from "./foreign-key";
import { integer } from "./integer";
import { interval } from "./interval";
import { json } from "./json";
import type { FilterOperatorSpec, Kind, OperationSpec } from "./kind";
import type { KindId } from "./kind-info";
import { longText } from "./long-text";
import { network } from "./network";
import { range } from "./range";
import { raw } from "./raw";
import { text } from "./text";
import { timestamp } from "./timestamp";
import { uuid } from "./uuid";

const KINDS: Record<KindId, Kind> = {
  text,
  longText,
  integer,
  decimal,
  boolean,
  enum: enumeration,
  date,
  timestamp,
  uuid,
  foreignKey,
  json,
  array,
  interval,
  time: clock,
  range,
  network,
  binary,
  raw,
};

export function kindOf(id: KindId): Kind {
  return KINDS[id];
}

/** The change operations that this column offers. */
export function operationsOf(info: ColumnInfo): OperationSpec[] {
  return kindOf(info.kind).operations.filter(({ offered }) => offered?.(info) ?? true);
}

/** Undefined where the column does not offer it. */
export function operationOf(info: ColumnInfo, op: string): OperationSpec | undefined {
  return operationsOf(info).find((spec) => spec.op === op);
}

/** The filter operators that this column offers. */
export function filterOperatorsOf(info: ColumnInfo): FilterOperatorSpec[] {
  return kindOf(info.kind).filterOperators.filter(({ offered }) => offered?.(info) ?? true);
}

/** Undefined where the column does not offer it. */
export function filterOperatorOf(info: ColumnInfo, operator: string): FilterOperatorSpec | undefined {
  return filterOperatorsOf(info).find((spec) => spec.operator === operator);
}
