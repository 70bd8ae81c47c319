import type { DayFormat } from "./xlsx/day-format";

const DAY_MS = 86_400_000;
/** Day 0, and the day from which on it is right: Excel counts a 29 February 1900 that never was. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_RIGHT_DAY = 61;
const LAST_DAY = 2_958_465;

/**
 * A day of Excel's calendar as text: `2024-02-29`, `2024-02-29T12:00:00`, `12:00:00`, `36:00:00`. A time that is shown
 * without its day keeps the day where there is one. Null where the calendar has no such day.
 */
export function serialText(serial: number, format: DayFormat): string | null {
  if (format === "elapsed") return hoursText(serial);
  const ms = Math.round(serial * DAY_MS);
  if (ms < 0 || serial >= LAST_DAY + 1) return null;
  if (ms < DAY_MS) return format === "time" ? hoursText(serial) : null;
  const iso = dayText(ms);
  if (iso === null) return null;
  return format === "date" ? iso.slice(0, 10) : iso;
}

function dayText(ms: number): string | null {
  const day = Math.floor(ms / DAY_MS);
  if (day === FIRST_RIGHT_DAY - 1) return null;
  const iso = new Date(EPOCH + ms + (day < FIRST_RIGHT_DAY ? DAY_MS : 0)).toISOString();
  return iso.replace(/(\.\d*?)0*Z$/, "$1").replace(/\.$/, "");
}

function hoursText(serial: number): string {
  const ms = Math.round(Math.abs(serial) * DAY_MS);
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1_000) % 60].map(Math.floor);
  const rest =
    ms % 1_000 === 0
      ? ""
      : `.${String(ms % 1_000)
          .padStart(3, "0")
          .replace(/0+$/, "")}`;
  const two = (n = 0) => String(n).padStart(2, "0");
  return `${serial < 0 && ms > 0 ? "-" : ""}${two(hours)}:${two(minutes)}:${two(seconds)}${rest}`;
}
