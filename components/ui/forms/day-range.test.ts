import { expect, test } from "vitest";
import { dateRangeText, dayInput, dayStart, lastDays } from "./day-range";

test("a day goes into a moment and back, also the last one of a range", () => {
  const from = dayStart("2026-03-29");
  const to = dayStart("2026-03-29", 1);
  expect(dayInput(from)).toBe("2026-03-29");
  expect(dayInput(to, -1)).toBe("2026-03-29");
  expect(dateRangeText(from, to)).toBe("Mar 29, 2026");
});

test("what is not a day yet is none", () => {
  for (const text of ["", "2026", "0002-01-01"]) expect(dayStart(text)).toBeNull();
});

test("a range is said as people would", () => {
  expect(dateRangeText(null, null)).toBe("Any time");
  expect(dateRangeText(dayStart("2026-11-03"), null)).toBe("Since Nov 3, 2026");
  expect(dateRangeText(null, dayStart("2026-11-05", 1))).toBe("Until Nov 5, 2026");
  // With thin spaces, as the language has them.
  expect(dateRangeText(dayStart("2026-11-03"), dayStart("2026-11-05", 1))).toMatch(/^Nov 3\s–\s5, 2026$/);
  expect(dateRangeText(dayStart("2025-12-31"), dayStart("2026-01-01", 1))).toMatch(/^Dec 31, 2025\s–\sJan 1, 2026$/);
  expect(dateRangeText(dayStart("2026-11-05"), dayStart("2026-11-03", 1))).toBe("No day");
});

test("seven days end with today", () => {
  expect(dayInput(lastDays(7, new Date(2026, 10, 25, 18)))).toBe("2026-11-19");
});
