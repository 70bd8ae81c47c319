/**
 * The language of the pages. Numbers, plurals and lists follow it, as do dates (`locale-time.ts`); nothing else formats
 * for people, so that a translation begins here and at the `…-words` files.
 */
export const LOCALE = "en";

const NUMBERS = new Intl.NumberFormat(LOCALE);
const SHORT = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const PERCENTS = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 2 });
const TENTHS = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const TWO_DIGITS = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 });
const MILLIONS = new Intl.NumberFormat(LOCALE, {
  notation: "compact",
  compactDisplay: "long",
  maximumSignificantDigits: 2,
});
const PLURALS = new Intl.PluralRules(LOCALE);
const LISTS = new Intl.ListFormat(LOCALE);

/** "17,431" */
export const number = (n: number): string => NUMBERS.format(n);

/** "1.3", "12": no more than one digit after the point. */
export const tenths = (n: number): string => TENTHS.format(n);

/** "1.2K", "3.4M" */
export const compact = (n: number): string => SHORT.format(n);

/** 0.125 as "12.5%" */
export const percent = (share: number): string => PERCENTS.format(share);

/** "about 4,800", "about 1.2 million": two digits are all that an estimate knows. */
export const about = (n: number): string => `about ${n >= 995_000 ? MILLIONS.format(n) : TWO_DIGITS.format(n)}`;

const BYTES = ["bytes", "kB", "MB", "GB", "TB"];

/** "340 kB", "1.2 GB" */
export function bytes(n: number): string {
  const step = n < 1_000 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(n) / 3));
  const size = n / 1_000 ** step;
  return `${size >= 100 ? number(Math.round(size)) : TWO_DIGITS.format(size)} ${BYTES[step]}`;
}

/** Digits of any length, none of them lost or added: "12345678901234567890.50" as "12,345,678,901,234,567,890.50". */
export function digits(text: string): string {
  const places = text.split(".")[1]?.length ?? 0;
  const format = PLACES.get(places) ?? new Intl.NumberFormat(LOCALE, { minimumFractionDigits: places });
  PLACES.set(places, format);
  return format.format(text as Intl.StringNumericLiteral);
}
const PLACES = new Map<number, Intl.NumberFormat>();

/** The word that goes with so many: "row", "rows". */
export const plural = (n: number, one: string, many = `${one}s`): string => (PLURALS.select(n) === "one" ? one : many);

/** "1 row", "2,000 rows" */
export const counted = (n: number, one: string, many?: string): string => `${number(n)} ${plural(n, one, many)}`;

/** "a", "a and b", "a, b and c" */
export const listed = (words: string[]): string => LISTS.format(words);

/** In the order in which people look words up: “clients” before “Order items”, 2 before 10. */
export function compareNames(a: string, b: string): number {
  return a.localeCompare(b, LOCALE, { numeric: true });
}
