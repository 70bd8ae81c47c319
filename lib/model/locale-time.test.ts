import { expect, test } from "vitest";
import { agoText, daysText, isTimeZone, timeText } from "./locale-time";

const AT = Date.UTC(2024, 2, 5, 18, 30, 9);

test("a moment in UTC reads the same wherever it is read, by a clock of 24 hours", () => {
  expect(timeText(AT, "UTC", "day")).toBe("Mar 5, 2024");
  expect(timeText(AT, "UTC", "weekday", "day", "minute")).toBe("Tue, Mar 5, 2024, 18:30");
  expect(timeText(AT, "UTC", "second")).toBe("18:30:09");
  expect(timeText(Date.UTC(2024, 0, 1), "UTC", "minute")).toBe("00:00");
});

test("one's own clock is that of the time zone", () => {
  const local = new Date(2024, 2, 5, 7, 5);
  expect(timeText(local, "own", "day", "minute")).toBe("Mar 5, 2024, 07:05");
});

test("days that are one are said once", () => {
  expect(daysText(new Date(AT), new Date(AT + 60_000), "UTC")).toBe("Mar 5, 2024");
  expect(daysText(new Date(AT), new Date(AT + 86_400_000), "UTC")).toMatch(/^Mar 5\s–\s6, 2024$/);
});

test.each([
  [AT - 2 * 3_600_000, "minute", "2 hours ago"],
  [AT + 20_000, "minute", "this minute"],
  [Date.UTC(2024, 2, 5), "day", "today"],
  [Date.UTC(2024, 2, 4), "day", "yesterday"],
  [Date.UTC(2024, 2, 8), "day", "in 3 days"],
  [Date.UTC(2022, 0, 1), "day", "2 years ago"],
] as const)("%d to the %s is %s", (at, finest, words) => expect(agoText(at, AT, finest)).toBe(words));

test("a time zone is one that the computer knows", () => {
  expect([isTimeZone("Europe/Amsterdam"), isTimeZone("UTC"), isTimeZone("Middle/Earth")]).toEqual([true, true, false]);
});
