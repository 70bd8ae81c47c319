import { expect, test } from "vitest";
import { dateRangeText, dayInput, dayStart, lastDays } from "./day-range";

test("a day goes into a moment and back, also the last one of a range", () => {
  const from = dayStart("2026-03-29");
  const to = dayStart("2026-03-29", 1);
  expect(dayInput(from)).toBe("2026-03-29");
  expect(dayInput(to, -1)).toBe("2026-03-29");
  expect(dateRangeText(from, to)).toBe("29 Mar 2026");
});

test("what is not a day yet is none", () => {
  for (const text of ["", "2026", "0002-01-01"]) expect(dayStart(text)).toBeNull();
});

test("a range is said as people would", () => {
  expect(dateRangeText(null, null)).toBe("Any time");
  expect(dateRangeText(dayStart("2026-11-03"), null)).toBe("Since 3 Nov 2026");
  expect(dateRangeText(null, dayStart("2026-11-05", 1))).toBe("Until 5 Nov 2026");
  expect(dateRangeText(dayStart("2026-11-03"), dayStart("2026-11-05", 1))).toBe("3 Nov – 5 Nov 2026");
  expect(dateRangeText(dayStart("2025-12-31"), dayStart("2026-01-01", 1))).toBe("31 Dec 2025 – 1 Jan 2026");
  expect(dateRangeText(dayStart("2026-11-05"), dayStart("2026-11-03", 1))).toBe("No day");
});

test("seven days end with today", () => {
  expect(dayInput(lastDays(7, new Date(2026, 10, 25, 18)))).toBe("2026-11-19");
});
