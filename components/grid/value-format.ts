import { cellText } from "@/components/bulk/cell-text";
import type { ColumnInfo } from "@/lib/tables/table-info";
import type { ValueFormat } from "@/lib/tables/view-state";
import { LOCALE } from "@/lib/locale";

interface FormatOption {
  value: ValueFormat;
  label: string;
}

const NUMBERS: FormatOption[] = [
  { value: "grouped", label: "1,234.5" },
  { value: "plain", label: "1234.5" },
  { value: "compact", label: "1.2K" },
  { value: "percent", label: "0.25 as 25%" },
];
const DATES: FormatOption[] = [
  { value: "iso", label: "2024-12-31" },
  { value: "medium", label: "Dec 31, 2024" },
  { value: "weekday", label: "Tue, Dec 31, 2024" },
  { value: "relative", label: "3 days ago" },
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
  return format === "compact"
    ? value.toLocaleString(LOCALE, { notation: "compact", maximumFractionDigits: 1 })
    : value.toLocaleString(LOCALE, { style: "percent", maximumFractionDigits: 2 });
}

/** The grid tells times in UTC, whatever the browser's own zone. */
function instantOf(text: string, { kind }: ColumnInfo): number | null {
  const zoned = /([zZ]|[+-]\d{2}(:?\d{2})?)$/.test(text.slice(10));
  const ms = Date.parse(kind === "date" ? `${text}T00:00:00Z` : zoned ? text : `${text}Z`);
  return Number.isNaN(ms) ? null : ms;
}

function dateText(at: number, format: "medium" | "weekday" | "relative", withTime: boolean, now: number): string {
  if (format === "relative") return relativeText(at, now, withTime);
  const weekday = format === "weekday" ? ({ weekday: "short" } as const) : {};
  const time = withTime ? ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const) : {};
  return new Date(at).toLocaleString(LOCALE, {
    timeZone: "UTC",
    year: "numeric",
    month: "short",
    day: "numeric",
    ...weekday,
    ...time,
  });
}

const RELATIVE = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
const DAY_MS = 86_400_000;
const STEPS = [
  { unit: "year", ms: 365 * DAY_MS },
  { unit: "month", ms: 30 * DAY_MS },
  { unit: "day", ms: DAY_MS },
  { unit: "hour", ms: 3_600_000 },
  { unit: "minute", ms: 60_000 },
] as const;

function relativeText(at: number, now: number, withTime: boolean): string {
  const [from, to] = withTime ? [now, at] : [Math.floor(now / DAY_MS) * DAY_MS, at];
  const step = STEPS.find(({ ms }) => Math.abs(to - from) >= ms) ?? STEPS[withTime ? 4 : 2];
  return RELATIVE.format(Math.trunc((to - from) / step.ms), step.unit);
}
