/** What a `datetime-local` input shows for a timestamp, in UTC like the cells: "2024-12-31T18:30:00+02:00" → "2024-12-31T16:30". */
export function toLocalInput(value: unknown, withTimeZone: boolean): string {
  if (typeof value !== "string" || value === "") return "";
  const parsed = withTimeZone ? new Date(value) : undefined;
  const text = parsed && !Number.isNaN(parsed.getTime()) ? parsed.toISOString() : value.replace(" ", "T");
  return text.slice(0, 19).replace(/:00$/, "");
}

/** Back to what the server takes; null where nothing is chosen. */
export function fromLocalInput(text: string, withTimeZone: boolean): string | null {
  if (text === "") return null;
  return withTimeZone ? `${text}Z` : text;
}
