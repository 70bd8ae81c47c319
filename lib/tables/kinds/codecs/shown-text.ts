import { digits } from "@/lib/model/locale";
import { yesNo } from "@/lib/model/yes-no";
import type { KindId } from "@/lib/tables/kinds/kind-info";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { inUtc } from "./in-utc";
import { listText } from "./list-text";

// A key is a name, not an amount; what has an exponent would lose digits.
const numberShown = (value: unknown, { primaryKey }: ColumnInfo) =>
  primaryKey || /e/i.test(String(value)) ? String(value) : digits(String(value));

const UNITS = ["bytes", "kB", "MB", "GB"];

/** 1,234,567 → "1.2 MB", in steps of a thousand. */
function bytesText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const amount = bytes / 1_000 ** step;
  return `${digits(amount.toFixed(step === 0 || amount >= 100 ? 0 : 1))} ${UNITS[step]}`;
}

/** Without seconds where there are none. */
const plainTimes = (text: string) => text.replace(/(\d:\d\d):00(?![.:\d])/g, "$1");

const SHOWN: Partial<Record<KindId, (value: unknown, column: ColumnInfo) => string>> = {
  integer: numberShown,
  decimal: numberShown,
  boolean: (value) => yesNo(value === true),
  time: (value) => plainTimes(String(value)),
  interval: (value) => plainTimes(String(value)).replace(/\bmon/, "month"),
  range: (value) => plainTimes(String(value).replaceAll('"', "").replace(",", ", ")),
  timestamp: (value) => inUtc(String(value)).replace(/(:\d{2})\.\d+$/, "$1"),
  binary: (value) => bytesText(Number(value)),
  array: (value) => (Array.isArray(value) && value.length > 0 ? listText(value) : "no items"),
};

/** A value, as its cell shows it. Apart from the codecs: most pages only show values. */
export function shownText(column: ColumnInfo, value: unknown): string {
  return SHOWN[column.kind]?.(value, column) ?? String(value);
}
