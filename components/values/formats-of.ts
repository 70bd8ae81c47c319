import { compact, number, percent } from "@/lib/model/locale";
import { agoText, timeText } from "@/lib/model/locale-time";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ValueFormat } from "@/lib/tables/model/formats";
import { hasNumbers, hasTimes } from "./value-format";

interface FormatOption {
  value: ValueFormat;
  label: string;
}

const NUMBERS: FormatOption[] = [
  { value: "grouped", label: number(1234.5) },
  { value: "plain", label: "1234.5" },
  { value: "compact", label: compact(1234.5) },
  { value: "percent", label: `${number(0.25)} as ${percent(0.25)}` },
];
const EXAMPLE = Date.UTC(2024, 11, 31);
const DATES: FormatOption[] = [
  { value: "iso", label: "2024-12-31" },
  { value: "medium", label: timeText(EXAMPLE, "UTC", "day") },
  { value: "weekday", label: timeText(EXAMPLE, "UTC", "weekday", "day") },
  { value: "relative", label: agoText(EXAMPLE - 3 * 86_400_000, EXAMPLE, "day") },
];

/** The formats that a column offers, its usual one first; none where values have one look only. */
export function formatsOf(column: ColumnInfo): FormatOption[] {
  return hasNumbers(column) ? NUMBERS : hasTimes(column) ? DATES : [];
}
