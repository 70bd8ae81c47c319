import { cellText } from "./cell-text";
import { compact, number, percent } from "@/lib/model/locale";
import { agoText, type TimeStyle, timeText } from "@/lib/model/locale-time";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ValueFormat } from "@/lib/tables/model/formats";

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
export function formatsOf({ kind, primaryKey }: ColumnInfo): FormatOption[] {
  if ((kind === "integer" || kind === "decimal") && !primaryKey) return NUMBERS;
  return kind === "date" || kind === "timestamp" ? DATES : [];
}

/** A value in the column's chosen format; as everywhere else where none was chosen or it doesn't fit the value. */
export function formattedText(
  value: unknown,
  column: ColumnInfo,
  format: ValueFormat | undefined,
  now = Date.now(),
): string {
  const usual = cellText(value, column);
  if (!format || !formatsOf(column).some((option) => option.value === format)) return usual;
  if (format === "plain") return String(value);
  if (format === "compact" || format === "percent") return numberText(Number(value), format) ?? usual;
  if (format === "medium" || format === "weekday" || format === "relative") {
    const at = instantOf(String(value), column);
    return at === null ? usual : dateText(at, format, column.kind === "timestamp", now);
  }
  return usual;
}

function numberText(value: number, format: "compact" | "percent"): string | null {
  if (!Number.isFinite(value)) return null;
  return format === "compact" ? compact(value) : percent(value);
}

/** The grid tells times in UTC, whatever the browser's own zone. */
function instantOf(text: string, { kind }: ColumnInfo): number | null {
  const zoned = /([zZ]|[+-]\d{2}(:?\d{2})?)$/.test(text.slice(10));
  const ms = Date.parse(kind === "date" ? `${text}T00:00:00Z` : zoned ? text : `${text}Z`);
  return Number.isNaN(ms) ? null : ms;
}

function dateText(at: number, format: "medium" | "weekday" | "relative", withTime: boolean, now: number): string {
  if (format === "relative") return agoText(at, now, withTime ? "minute" : "day");
  const styles: TimeStyle[] = [...(format === "weekday" ? (["weekday"] as const) : []), "day"];
  return timeText(at, "UTC", ...styles, ...(withTime ? (["minute"] as const) : []));
}
