import { z } from "zod";
import { number } from "@/lib/model/locale";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { castToType, type ValueSpec } from "./value";

const WHOLE = /^[+-]?\d{1,19}$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const MAX_DIGITS = 40;

const BIGINT: [bigint, bigint] = [-(2n ** 63n), 2n ** 63n - 1n];

/** A column of 64 bits, whose bounds no JavaScript number holds. */
export const isBigint = ({ max }: Pick<ColumnInfo, "max">): boolean => max !== null && max > Number.MAX_SAFE_INTEGER;

/** Accepts 12 and "12"; yields a number, or the digits as text where a number would lose some. */
export const integerValue: ValueSpec = {
  parser: ({ min, max }) => {
    const bounds = max !== null && isBigint({ max }) ? BIGINT : null;
    const error =
      min !== null && max !== null && !bounds
        ? `Must be a whole number between ${number(min)} and ${number(max)}.`
        : "Must be a whole number.";
    return z
      .union([z.number(), z.string()], { error })
      .transform((given) => (typeof given === "string" ? wholeNumber(given.trim()) : given))
      .refine((n) => (typeof n === "string" ? bounds !== null && within(bounds, n) : fits(n, min, max)), { error });
  },
  toSql: castToType,
};

function wholeNumber(text: string): number | string {
  if (!WHOLE.test(text)) return Number.NaN;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text).toString();
}

const within = ([low, high]: [bigint, bigint], text: string) => BigInt(text) >= low && BigInt(text) <= high;

const fits = (n: number, min: number | null, max: number | null) =>
  Number.isSafeInteger(n) && (min === null || n >= min) && (max === null || n <= max);

/** Accepts 12.5 and "12.5"; yields the digits as text, so that none is lost on the way. */
export const decimalDigits = z
  .union([z.number(), z.string()], { error: "Must be a number." })
  .transform((given) => (typeof given === "number" ? digitsOf(given) : given.trim()))
  .refine((text) => DECIMAL.test(text) && text.length <= MAX_DIGITS, {
    error: ({ input }) =>
      String(input).includes(",")
        ? "Must be a number with a point before its decimals, like 1234.5."
        : "Must be a number.",
  });

/** As Postgres writes floats: `1e+15`, `NaN`, `-Infinity`. */
const FLOAT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$|^(NaN|[+-]?Infinity)$/i;

const floatText = z
  .union([z.number(), z.string()], { error: "Must be a number." })
  .transform((given) => String(given).trim())
  .refine((text) => FLOAT.test(text) && text.length <= MAX_DIGITS, { error: "Must be a number." });

export const decimalValue: ValueSpec = {
  parser: (info) => (info.floating ? floatText : exactDecimal(info)),
  // An exact number is compared as numeric: a cast to numeric(p, s) would round what was asked for. A float is compared
  // in its own type, or `0.1` would find no real that holds it.
  toSql: ({ sql, type, info }, value) => (info.floating ? sql`${value}::text::${type}` : sql`${value}::numeric`),
};

const exactDecimal = (info: ColumnInfo) =>
  decimalDigits.superRefine((text, context) => {
    const message = misfit(info, text);
    if (message) context.addIssue({ code: "custom", message });
  });

function digitsOf(value: number): string {
  if (!Number.isFinite(value)) return "";
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
}

function misfit({ precision, scale }: ColumnInfo, text: string): string | undefined {
  if (precision === null) return undefined;
  const [whole = "", fraction = ""] = text.replace(/^[+-]/, "").split(".");
  const places = scale ?? 0;
  if (fraction.replace(/0+$/, "").length > places) {
    return places === 0 ? "Must be a whole number." : `Must have at most ${places} digits after the point.`;
  }
  const digits = precision - places;
  if (whole.replace(/^0+/, "").length <= digits) return undefined;
  return digits <= 15
    ? `Must be between ${number(-(10 ** digits) + 1)} and ${number(10 ** digits - 1)}.`
    : `Must have at most ${digits} digits before the point.`;
}
