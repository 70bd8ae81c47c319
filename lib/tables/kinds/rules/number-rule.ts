import { number } from "@/lib/model/locale";
import { numberHint } from "@/lib/tables/kinds/codecs/number-text";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { Judged, Rule } from "./rule";

const WHOLE = /^[+-]?\d{1,19}$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/;
/** As Postgres writes floats: `1e+15`, `NaN`, `-Infinity`. */
const FLOAT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$|^(NaN|[+-]?Infinity)$/i;
const MAX_DIGITS = 40;
const NO_NUMBER = "Must be a number.";

const BIGINT: [bigint, bigint] = [-(2n ** 63n), 2n ** 63n - 1n];

/** A column of 64 bits, whose bounds no JavaScript number holds. */
export const isBigint = ({ max }: Pick<ColumnInfo, "max">): boolean => max !== null && max > Number.MAX_SAFE_INTEGER;

/** Accepts 12 and "12"; yields a number, or the digits as text where a number would lose some. */
export const integerRule: Rule<number | string> = (given, { min, max }) => {
  const bounds = isBigint({ max }) ? BIGINT : null;
  const value = typeof given === "string" ? wholeNumber(given.trim()) : given;
  const fits =
    typeof value === "number"
      ? Number.isSafeInteger(value) && (min === null || value >= min) && (max === null || value <= max)
      : typeof value === "string" && bounds !== null && BigInt(value) >= bounds[0] && BigInt(value) <= bounds[1];
  if (fits) return { value: value as number | string };
  const hint = typeof given === "string" ? numberHint(given) : undefined;
  const problem =
    min !== null && max !== null && !bounds
      ? `Must be a whole number between ${number(min)} and ${number(max)}.`
      : "Must be a whole number.";
  return { problem: hint ?? problem };
};

function wholeNumber(text: string): number | string {
  if (!WHOLE.test(text)) return Number.NaN;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text).toString();
}

/** Accepts 12.5 and "12.5"; yields the digits as text, so that none is lost on the way. */
export function judgeDigits(given: unknown): Judged<string> {
  if (typeof given !== "number" && typeof given !== "string") return { problem: NO_NUMBER };
  const text = typeof given === "number" ? digitsOf(given) : given.trim();
  if (DECIMAL.test(text) && text.length <= MAX_DIGITS) return { value: text };
  return { problem: noNumber(text) };
}

function noNumber(text: string): string {
  const comma = text.includes(",") ? "Must be a number with a point before its decimals, like 1234.5." : NO_NUMBER;
  return numberHint(text) ?? comma;
}

export const decimalRule: Rule<string> = (given, info) => {
  if (info.floating) return judgeFloat(given);
  const digits = judgeDigits(given);
  const problem = "value" in digits ? misfit(info, digits.value) : undefined;
  return problem ? { problem } : digits;
};

function judgeFloat(given: unknown): Judged<string> {
  const known = typeof given === "string" || (typeof given === "number" && Number.isFinite(given));
  const text = known ? String(given).trim() : "";
  return FLOAT.test(text) && text.length <= MAX_DIGITS ? { value: text } : { problem: noNumber(text) };
}

function digitsOf(value: number): string {
  if (!Number.isFinite(value)) return "";
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 });
}

function misfit({ precision, scale }: ColumnInfo, text: string): string | undefined {
  if (precision === null) return undefined;
  const places = scale ?? 0;
  // However many of them are zeros or a sign.
  const point = text.includes(".") ? text.indexOf(".") : text.length;
  if (point <= precision - places && text.length - point - 1 <= places) return undefined;
  const [whole = "", fraction = ""] = text.replace(/^[+-]/, "").split(".");
  if (fraction.replace(/0+$/, "").length > places) {
    return places === 0 ? "Must be a whole number." : `Must have at most ${places} digits after the point.`;
  }
  const digits = precision - places;
  if (digits < 0 && Number(text) !== 0 && Math.abs(Number(text)) >= 10 ** digits)
    return `Must be smaller than ${(10 ** digits).toFixed(-digits)}.`;
  if (digits < 0) return undefined;
  if (whole.replace(/^0+/, "").length <= digits) return undefined;
  return digits <= 15
    ? `Must be between ${number(-(10 ** digits) + 1)} and ${number(10 ** digits - 1)}.`
    : `Must have at most ${digits} digits before the point.`;
}
