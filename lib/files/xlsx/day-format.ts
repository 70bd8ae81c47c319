/** What a number is shown as where it means a day, a time or how long something took. */
export type DayFormat = "date" | "dateTime" | "time" | "elapsed";

/** Formats that files name by number only (ECMA-376, 18.8.30), those of East Asian spreadsheets with them. */
const BUILT_IN: [from: number, to: number, format: DayFormat][] = [
  [14, 17, "date"],
  [18, 21, "time"],
  [22, 22, "dateTime"],
  [27, 31, "date"],
  [32, 35, "time"],
  [36, 36, "date"],
  [45, 45, "time"],
  [46, 46, "elapsed"],
  [47, 47, "time"],
  [50, 58, "date"],
];

export function builtInFormat(id: number): DayFormat | null {
  return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? null;
}

/** What a format code shows: `yyyy-mm-dd`, `[h]:mm`, `#,##0.00 "days"`. Null where it is no day and no time. */
export function dayFormat(code: string): DayFormat | null {
  const [shown = ""] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .toLowerCase()
    .split(";");
  if (/\[(h+|m+|s+)\]/.test(shown)) return "elapsed";
  const letters = shown.replace(/\[[^\]]*\]|am\/pm|a\/p|general|e[+-]/g, "");
  const time = /[hs]/.test(letters);
  const date = /[ydeg]/.test(letters) || (/m/.test(letters) && !time);
  if (!date) return time ? "time" : null;
  return time ? "dateTime" : "date";
}
