import { daysText, timeText } from "@/lib/model/locale-time";

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

/** "Any time", "Since Nov 3, 2026", "Until Nov 5, 2026", "Nov 3 – 5, 2026". `to` is when the last day ends. */
export function dateRangeText(from: Date | null, to: Date | null): string {
  const last = to && new Date(to.getTime() - 1);
  if (from && last) return from > last ? "No day" : daysText(from, last, "own");
  if (from) return `Since ${timeText(from, "own", "day")}`;
  return last ? `Until ${timeText(last, "own", "day")}` : "Any time";
}
