const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const UTC = /(Z|[+-]00(:?00)?)$/i;

/** A timestamp as one types it, in UTC like the cells: "2024-12-31T18:30:00+02:00" → "2024-12-31 16:30". */
export function shownTimestamp(value: unknown, withTimeZone: boolean): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  if (!TIMESTAMP.test(text)) return text;
  return (withTimeZone ? inUtc(text) : text)
    .replace("T", " ")
    .replace(/\.0+$/, "")
    .replace(/(\d{2}:\d{2}):00$/, "$1");
}

function inUtc(text: string): string {
  // Not by way of a Date, which knows no microseconds.
  if (UTC.test(text)) return text.replace(UTC, "");
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? text : instant.toISOString().slice(0, -1);
}
