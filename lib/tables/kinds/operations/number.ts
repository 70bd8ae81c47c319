import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ExpressionInput, OperandField, OperationSpec, SqlTag } from "@/lib/tables/kinds/kind";
import { decimalDigits } from "@/lib/tables/kinds/values/number-value";

const DIRECTIONS = ["nearest", "up", "down"] as const;
const MAX_INTEGER = 2_147_483_647;
type Rounding = { step?: string; direction: (typeof DIRECTIONS)[number] };

const DIRECTION_FIELD: OperandField = {
  name: "direction",
  label: "Direction",
  input: "choice",
  choices: [
    { value: "nearest", label: "to the nearest" },
    { value: "up", label: "up" },
    { value: "down", label: "down" },
  ],
  optional: true,
  initial: "nearest",
};
const BY: OperandField = { name: "by", label: "Number", input: "number" };
const STEP: OperandField = { name: "step", label: "Round to a multiple of", input: "number" };
const ROUNDING: OperandField[] = [
  { ...STEP, optional: true },
  { ...DIRECTION_FIELD, needs: "step" },
];

const direction = z.enum(DIRECTIONS, { error: "Must be nearest, up or down." }).default("nearest");
const given = z.unknown().superRefine((value, context) => {
  if (value === undefined || value === null || value === "")
    context.addIssue({ code: "custom", message: "Enter a number." });
});
const number = given.pipe(decimalDigits);
const step = (info: ColumnInfo) =>
  given
    .pipe(decimalDigits)
    .refine((text) => Number(text) > 0, { error: "Must be greater than 0." })
    .refine((text) => info.kind !== "integer" || Number.isInteger(Number(text)), { error: "Must be a whole number." });
const computed = (info: ColumnInfo) => z.object({ by: number, step: step(info).optional(), direction });

/**
 * Rounds to a multiple of `step`, halves away from zero. Twenty decimal places of the step make the division exact
 * for every number that a person types. Without a step the cast to the column's type rounds (whole numbers, scale).
 */
function rounded(sql: SqlTag, value: SQL, { step: size, direction: towards }: Rounding): SQL {
  if (size === undefined) return value;
  const quotient = sql`${value} / round(${size}::numeric, 20)`;
  const whole = { nearest: sql`round(${quotient})`, up: sql`ceil(${quotient})`, down: sql`floor(${quotient})` }[
    towards
  ];
  return sql`(${whole} * ${size}::numeric)`;
}

const words = ({ step: size, direction: towards }: Rounding) =>
  size === undefined ? "" : `, rounded ${towards === "nearest" ? "" : `${towards} `}to ${size}`;

/**
 * What to compute in: numeric, which neither overflows on the way nor loses digits. Where a column of at most four bytes
 * meets a whole number of at most nine digits, bigint does the same at a fraction of the price.
 */
const exactType = ({ sql, info }: ExpressionInput, by: string, { step: size }: Rounding) =>
  size === undefined &&
  info.kind === "integer" &&
  info.max !== null &&
  info.max <= MAX_INTEGER &&
  /^[+-]?\d{1,9}$/.test(by)
    ? sql`bigint`
    : widest(sql, info);

/** Floats compute in the widest of their own: as numeric a real would first be rounded to six digits. */
const widest = (sql: SqlTag, info: ColumnInfo) => (info.floating ? sql`double precision` : sql`numeric`);

export const add: OperationSpec = {
  op: "add",
  label: "add",
  fields: [BY, ...ROUNDING],
  parser: computed,
  expression: (input, { by, ...rounding }: { by: string } & Rounding) => {
    const { sql, column } = input;
    const type = exactType(input, by, rounding);
    return rounded(sql, sql`(${column}::${type} + ${by}::${type})`, rounding);
  },
  describe: ({ by, ...rounding }: { by: string } & Rounding) =>
    `${by.startsWith("-") ? `subtract ${by.slice(1)}` : `add ${by}`}${words(rounding)}`,
};

export const multiply: OperationSpec = {
  op: "multiply",
  label: "multiply by",
  fields: [{ ...BY, label: "Factor" }, ...ROUNDING],
  parser: computed,
  expression: (input, { by, ...rounding }: { by: string } & Rounding) => {
    const { sql, column } = input;
    const type = exactType(input, by, rounding);
    return rounded(sql, sql`(${column}::${type} * ${by}::${type})`, rounding);
  },
  describe: ({ by, ...rounding }: { by: string } & Rounding) => `multiply by ${by}${words(rounding)}`,
};

export const percent: OperationSpec = {
  op: "percent",
  label: "change by %",
  fields: [{ ...BY, label: "Percent" }, ...ROUNDING],
  parser: computed,
  expression: ({ sql, column, info }, { by, ...rounding }: { by: string } & Rounding) =>
    rounded(sql, sql`(${column}::${widest(sql, info)} * (1 + ${by}::${widest(sql, info)} * 0.01))`, rounding),
  describe: ({ by, ...rounding }: { by: string } & Rounding) =>
    `${by.startsWith("-") ? "decrease" : "increase"} by ${by.replace(/^[+-]/, "")}%${words(rounding)}`,
};

export const round: OperationSpec = {
  op: "round",
  label: "round",
  fields: [{ ...STEP, label: "To a multiple of", initial: 1 }, DIRECTION_FIELD],
  parser: (info) => z.object({ step: step(info), direction }),
  expression: ({ sql, column, info }, operands: Required<Rounding>) =>
    rounded(sql, sql`${column}::${widest(sql, info)}`, operands),
  describe: ({ step: size, direction: towards }: Required<Rounding>) =>
    `round ${towards === "nearest" ? "" : `${towards} `}to ${size}`,
};
