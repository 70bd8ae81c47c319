/** The beginning of a day of the reader's calendar, or of one some days after it; null where the text is no day. */
export function dayStart(day: string, later = 0): Date | null {
  const [year, month, date] = day.split("-").map(Number);
  // Years are typed digit by digit: 0002 is one that is not finished.
  if (!year || !month || !date || year < 1970) return null;
  return new Date(year, month - 1, date + later);
}

/** A moment as a date field has it: the day of the reader's calendar, or one some days after it. */
export function dayInput(at: Date | null, later = 0): string {
  if (!at) return "";
  const day = new Date(at.getFullYear(), at.getMonth(), at.getDate() + later);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** When the last so many days began, today being one of them. */
export function lastDays(days: number, now = new Date()): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1 - days);
}

/** "Any time", "since 3 Nov 2026", "until 5 Nov 2026", "3 Nov – 5 Nov 2026". `to` is when the last day ends. */
export function dateRangeText(from: Date | null, to: Date | null): string {
  const last = to && new Date(to.getTime() - 1);
  if (from && last) return from > last ? "No day" : range(from, last);
  if (from) return `Since ${wordsOf(from)}`;
  return last ? `Until ${wordsOf(last)}` : "Any time";
}

function range(first: Date, last: Date): string {
  if (wordsOf(first) === wordsOf(last)) return wordsOf(first);
  const sameYear = first.getFullYear() === last.getFullYear();
  return `${wordsOf(first, !sameYear)} – ${wordsOf(last)}`;
}

function wordsOf(date: Date, withYear = true): string {
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: withYear ? "numeric" : undefined });
}
