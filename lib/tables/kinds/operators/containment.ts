import type { SQL } from "drizzle-orm";
import type { FilterOperatorSpec, SqlTag } from "@/lib/tables/kinds/kind";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { addressValue, boundParser, rangeValue } from "@/lib/tables/kinds/values/span-value";
import { required, type ValueSpec } from "@/lib/tables/kinds/values/value";

const isAddress = ({ itemKind }: ColumnInfo): boolean => itemKind === "address";

function holds(
  value: ValueSpec,
  [operator, label]: [string, string],
  sign: (sql: SqlTag) => SQL,
  offered?: FilterOperatorSpec["offered"],
): FilterOperatorSpec {
  return {
    operator,
    label,
    operand: "value",
    ...(offered && { offered }),
    parser: (info) => required(value.parser(info)),
    condition: (input, given: unknown) => input.sql`(${input.column} ${sign(input.sql)} ${value.toSql(input, given)})`,
  };
}

export const networkOperators: FilterOperatorSpec[] = [
  holds(addressValue, ["isWithin", "is within"], (sql) => sql`<<=`, isAddress),
  holds(addressValue, ["holds", "contains"], (sql) => sql`>>=`, isAddress),
];

export const rangeOperators: FilterOperatorSpec[] = [
  {
    operator: "holds",
    label: "contains",
    operand: "text",
    parser: (info) => required(boundParser(info)),
    // The range from a value to itself: its type need not be named.
    condition: ({ sql, column, type }, given: unknown) =>
      sql`(${column} @> ${`[${String(given)},${String(given)}]`}::text::${type})`,
  },
  holds(rangeValue, ["overlaps", "overlaps with"], (sql) => sql`&&`),
  holds(rangeValue, ["isWithin", "is within"], (sql) => sql`<@`),
];
