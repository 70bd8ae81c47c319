export const KIND_IDS = [
  "text",
  "longText",
  "integer",
  "decimal",
  "boolean",
  "enum",
  "date",
  "timestamp",
  "uuid",
  "foreignKey",
  "json",
  "array",
  "interval",
  "time",
  "range",
  "network",
  "binary",
  "raw",
] as const;
export type KindId = (typeof KIND_IDS)[number];

/** Where a value stands in its cell. */
export type Align = "start" | "end" | "center";

/** What the rule's `value` is: `range` = [from, to], `list` = an array of values, `column` = a column id, `period` = a key of PERIODS. */
export type FilterOperand = "none" | "value" | "range" | "list" | "text" | "number" | "column" | "period";

/** A filter operator as far as a filter is put in words. */
export interface OfferedOperator {
  operator: string;
  /** "is", "is not", "contains", "≥" … */
  label: string;
  operand: FilterOperand;
}
