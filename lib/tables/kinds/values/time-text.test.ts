import { expect, test } from "vitest";
import { dateText, timestampText } from "./time-text";

test.each([
  ["2024-02-29", "2024-02-29"],
  [" 2024-2-9 ", "2024-02-09"],
  ["2024/2/9", "2024-02-09"],
  ["9.2.2024", "2024-02-09"],
  ["2024-02-09 00:00:00", "2024-02-09"],
  // Ninth of February, or second of September: nobody knows.
  ["9/2/2024", "9/2/2024"],
  ["9.2.24", "9.2.24"],
  ["2024-02-09 18:30", "2024-02-09 18:30"],
  ["next week", "next week"],
])("the day %j is %j", (typed, day) => {
  expect(dateText(typed)).toBe(day);
});

test.each([
  ["2024-12-31 18:30", "2024-12-31T18:30Z", "2024-12-31T18:30"],
  ["2024-12-31T8:30:15.25", "2024-12-31T08:30:15.25Z", "2024-12-31T08:30:15.25"],
  ["31.12.2024 18:30", "2024-12-31T18:30Z", "2024-12-31T18:30"],
  ["2024-12-31 18:30 +02:00", "2024-12-31T18:30+02:00", "2024-12-31T18:30+02:00"],
  ["2024-12-31 18:30Z", "2024-12-31T18:30Z", "2024-12-31T18:30Z"],
  ["2024-12-31", "2024-12-31", "2024-12-31"],
  ["2024-12-31 6:30 PM", "2024-12-31 6:30 PM", "2024-12-31 6:30 PM"],
])("the instant %j is %j, where zones are unknown %j", (typed, instant, local) => {
  expect(timestampText(typed, true)).toBe(instant);
  expect(timestampText(typed, false)).toBe(local);
});
