import { digits } from "@/lib/model/locale";
import { yesNo } from "@/lib/model/yes-no";
import type { KindId } from "@/lib/tables/kinds/kind-info";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { inUtc } from "./in-utc";
import { listText } from "./list-text";

// A key is a name, not an amount; what has an exponent would lose digits.
const numberShown = (value: unknown, { primaryKey }: ColumnInfo) =>
  primaryKey || /e/i.test(String(value)) ? String(value) : digits(String(value));

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
  array: (value) => (Array.isArray(value) && value.length > 0 ? listText(value) : "no items"),
};

/** A value, as its cell shows it. Apart from the codecs: most pages only show values. */
export function shownText(column: ColumnInfo, value: unknown): string {
  return SHOWN[column.kind]?.(value, column) ?? String(value);
}
