const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const UTC = /(Z|[+-]00(:?00)?)$/i;
const ZONED = /[+-]\d{2}(:?\d{2})?$/;

/** "2024-12-31T18:30:00+02:00" → "2024-12-31 16:30:00"; what is no time yet stays as it is. */
export function inUtc(text: string): string {
  if (!TIMESTAMP.test(text)) return text;
  // Not by way of a Date, which knows no microseconds, unless it has to be.
  const local = text.replace(UTC, "");
  if (!ZONED.test(local.slice(10))) return local.replace("T", " ");
  const instant = new Date(/[+-]\d{2}$/.test(local) ? `${local}:00` : local);
  return Number.isNaN(instant.getTime()) ? text : instant.toISOString().slice(0, -1).replace("T", " ");
}
