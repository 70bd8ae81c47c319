import { z } from "zod";
import { itemsAsText, itemsParser } from "@/lib/tables/kinds/values/array-value";
import type { FilterOperatorSpec } from "@/lib/tables/kinds/kind";
import type { ColumnInfo } from "@/lib/tables/model/table-info";

const items = (info: ColumnInfo) => itemsParser(info).min(1, { error: "Enter at least one item." });

export const arrayOperators: FilterOperatorSpec[] = [
  {
    operator: "hasAny",
    label: "has any of",
    operand: "list",
    parser: items,
    condition: (input, list: unknown[]) => input.sql`(${input.column} && ${itemsAsText(input, list)}::${input.type})`,
  },
  {
    operator: "hasAll",
    label: "has all of",
    operand: "list",
    parser: items,
    condition: (input, list: unknown[]) => input.sql`(${input.column} @> ${itemsAsText(input, list)}::${input.type})`,
  },
  {
    operator: "hasNone",
    label: "has none of",
    operand: "list",
    parser: items,
    condition: (input, list: unknown[]) =>
      input.sql`(${input.column} && ${itemsAsText(input, list)}::${input.type}) is not true`,
  },
  {
    operator: "isEmpty",
    label: "is empty",
    operand: "none",
    parser: () => z.unknown(),
    condition: ({ sql, column }) => sql`(cardinality(${column}) > 0) is not true`,
  },
  {
    operator: "isNotEmpty",
    label: "is not empty",
    operand: "none",
    parser: () => z.unknown(),
    condition: ({ sql, column }) => sql`(cardinality(${column}) > 0)`,
  },
];
