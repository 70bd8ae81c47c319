const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `2024-02-29` is one, `2023-02-29` is not. */
export function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  if (!year || !month || !day) return false;
  // Leap years repeat every 400 years; 2000 + n also keeps Date from reading 0001 as 1901.
  const date = new Date(Date.UTC(2000 + (year % 400), month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
