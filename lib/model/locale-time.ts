import { LOCALE } from "./locale";

/**
 * By whose clock a moment is told. What records hold is told in UTC, the same to everybody. When something happened is
 * told by the reader's own clock, which only the browser knows: what the server renders says UTC (`useZone`).
 */
export type Zone = "UTC" | "own";

const STYLES = {
  day: { year: "numeric", month: "short", day: "numeric" },
  weekday: { weekday: "short" },
  minute: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  second: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeStyle = keyof typeof STYLES;

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: Zone, styles: TimeStyle[]): Intl.DateTimeFormat {
  const key = [zone, ...styles].join(" ");
  const made = FORMATS.get(key);
  if (made) return made;
  const options = Object.assign(
    { timeZone: zone === "UTC" ? zone : undefined },
    ...styles.map((style) => STYLES[style]),
  );
  const format = new Intl.DateTimeFormat(LOCALE, options);
  FORMATS.set(key, format);
  return format;
}

/** "Dec 31, 2024", "18:30", "Tue, Dec 31, 2024, 18:30": the parts that are asked for. */
export function timeText(at: Date | number, zone: Zone, ...styles: TimeStyle[]): string {
  return formatOf(zone, styles).format(at);
}

/** "Nov 3 – 5, 2026", "Dec 31, 2025 – Jan 1, 2026"; one day alone where both are the same. */
export function daysText(first: Date, last: Date, zone: Zone): string {
  return formatOf(zone, ["day"]).formatRange(first, last);
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

/** "3 days ago", "tomorrow", "in 2 hours"; days are those of UTC, and nothing is finer where `finest` is a day. */
export function agoText(at: number, now: number, finest: "day" | "minute"): string {
  const from = finest === "day" ? Math.floor(now / DAY_MS) * DAY_MS : now;
  const steps = finest === "day" ? STEPS.slice(0, 3) : STEPS;
  const step = steps.find(({ ms }) => Math.abs(at - from) >= ms) ?? steps[steps.length - 1]!;
  return RELATIVE.format(Math.trunc((at - from) / step.ms), step.unit);
}

/** The name of the reader's time zone, "Europe/Amsterdam"; on a server its own. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat(LOCALE).resolvedOptions().timeZone;

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat(LOCALE, { timeZone: name }));
  } catch {
    return false;
  }
}
