import { cellText } from "./cell-text";
import { compact, percent } from "@/lib/model/locale";
import { agoText, type TimeStyle, timeText } from "@/lib/model/locale-time";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ValueFormat } from "@/lib/tables/model/formats";

/** Whether its values are amounts: keys are names. */
export const hasNumbers = ({ kind, primaryKey }: ColumnInfo): boolean =>
  (kind === "integer" || kind === "decimal") && !primaryKey;

export const hasTimes = ({ kind }: ColumnInfo): boolean => kind === "date" || kind === "timestamp";

/** A value in the column's chosen format; as everywhere else where none was chosen or it doesn't fit the value. */
export function formattedText(
  value: unknown,
  column: ColumnInfo,
  format: ValueFormat | undefined,
  now = Date.now(),
): string {
  const usual = cellText(value, column);
  if (hasNumbers(column)) {
    if (format === "plain") return String(value);
    if (format === "compact" || format === "percent") return numberText(Number(value), format) ?? usual;
  }
  if (hasTimes(column) && (format === "medium" || format === "weekday" || format === "relative")) {
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
