import { z } from "zod";
import { assertAccepts } from "@/lib/tables/kinds/values/accepts";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { FilterOperatorSpec } from "@/lib/tables/kinds/kind";
import { MAX_LIST } from "@/lib/tables/kinds/values/max-list";
import { required, type ValueSpec } from "@/lib/tables/kinds/values/value";

/** The same comparisons of the column's text. */
export const byText = (specs: FilterOperatorSpec[]): FilterOperatorSpec[] =>
  specs.map((spec) => ({
    ...spec,
    condition: (input, value) => spec.condition({ ...input, column: input.sql`(${input.column})::text` }, value),
  }));

// "Is not" and "is none of" include records without a value: to people, empty is not Germany.
export function equality(value: ValueSpec): FilterOperatorSpec[] {
  return [
    {
      operator: "is",
      label: "is",
      operand: "value",
      parser: (info) => required(value.parser(info)),
      condition: (input, given: unknown) => input.sql`(${input.column} = ${value.toSql(input, given)})`,
    },
    {
      operator: "isNot",
      label: "is not",
      operand: "value",
      parser: (info) => required(value.parser(info)),
      condition: (input, given: unknown) => input.sql`(${input.column} is distinct from ${value.toSql(input, given)})`,
    },
  ];
}

export function membership(value: ValueSpec): FilterOperatorSpec[] {
  const parser: FilterOperatorSpec["parser"] = (info) =>
    z
      .array(required(value.parser(info)), { error: "Must be a list." })
      .min(1, { error: "Choose at least one value." })
      .max(MAX_LIST, { error: `Must be at most ${MAX_LIST} values.` });
  return [
    {
      operator: "in",
      label: "is any of",
      operand: "list",
      parser,
      condition: (input, list: unknown[]) => {
        const values = input.sql.join(
          list.map((item) => value.toSql(input, item)),
          input.sql`, `,
        );
        return input.sql`(${input.column} in (${values}))`;
      },
    },
    {
      operator: "notIn",
      label: "is none of",
      operand: "list",
      parser,
      condition: (input, list: unknown[]) => {
        const values = input.sql.join(
          list.map((item) => value.toSql(input, item)),
          input.sql`, `,
        );
        return input.sql`(${input.column} is null or ${input.column} not in (${values}))`;
      },
    },
  ];
}

export const emptiness: FilterOperatorSpec[] = [
  {
    operator: "isEmpty",
    label: "is empty",
    operand: "none",
    offered: (info) => info.nullable,
    parser: () => z.unknown(),
    condition: ({ sql, column }) => sql`(${column} is null)`,
  },
  {
    operator: "isNotEmpty",
    label: "is not empty",
    operand: "none",
    offered: (info) => info.nullable,
    parser: () => z.unknown(),
    condition: ({ sql, column }) => sql`(${column} is not null)`,
  },
];

const columnId = z.string({ error: "Choose a column." }).min(1, { error: "Choose a column." });

/** No sign between them where they are not of the very same type (two enums, `text[]` and `varchar[]`), or a lax one. */
const inText = ({ kind }: ColumnInfo): boolean => kind === "enum" || kind === "array" || kind === "interval";

export const otherColumn: FilterOperatorSpec[] = [
  {
    operator: "matchesColumn",
    label: "is the same as",
    operand: "column",
    parser: () => columnId,
    condition: ({ sql, column, info, other }, id: string) => {
      const source = other(id);
      assertAccepts(info, source.info);
      return inText(source.info)
        ? sql`(${column}::text = ${source.column}::text)`
        : sql`(${column} = ${source.column})`;
    },
  },
  {
    operator: "differsFromColumn",
    label: "differs from",
    operand: "column",
    parser: () => columnId,
    condition: ({ sql, column, info, other }, id: string) => {
      const source = other(id);
      assertAccepts(info, source.info);
      return inText(source.info)
        ? sql`(${column}::text is distinct from ${source.column}::text)`
        : sql`(${column} is distinct from ${source.column})`;
    },
  },
];
