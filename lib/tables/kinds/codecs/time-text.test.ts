import { expect, test } from "vitest";
import { dateHint, dateText, timestampText } from "./time-text";

test.each([
  ["2024-02-29", "2024-02-29"],
  ["2024-2-9", "2024-02-09"],
  ["2024/2/9", "2024-02-09"],
  ["9.2.2024", "2024-02-09"],
  ["2024-02-09 00:00:00", "2024-02-09"],
  ["31/12/2024", "2024-12-31"],
  ["12/31/2024", "2024-12-31"],
  ["5/5/2024", "2024-05-05"],
  ["31/31/2024", "31/31/2024"],
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
  ["2024-12-31 6:30 PM", "2024-12-31T18:30Z", "2024-12-31T18:30"],
  ["12/31/2024 12:05 am", "2024-12-31T00:05Z", "2024-12-31T00:05"],
  ["2024-12-31 13:30 PM", "2024-12-31 13:30 PM", "2024-12-31 13:30 PM"],
  ["1/2/2024 18:30", "1/2/2024 18:30", "1/2/2024 18:30"],
])("the instant %j is %j, where zones are unknown %j", (typed, instant, local) => {
  expect(timestampText(typed, true)).toBe(instant);
  expect(timestampText(typed, false)).toBe(local);
});

test("the order of day and month decides where it was chosen, and refuses what does not follow it", () => {
  expect(dateText("1/2/2024", "dmy")).toBe("2024-02-01");
  expect(dateText("1/2/2024", "mdy")).toBe("2024-01-02");
  expect(dateText("12/31/2024", "dmy")).toBe("12/31/2024");
  expect(timestampText("1/2/2024 18:30", false, "mdy")).toBe("2024-01-02T18:30");
});

test("a day that may be two is refused with both", () => {
  expect(dateHint("1/2/2024")).toBe("“1/2/2024” may be 2024-02-01 or 2024-01-02.");
  expect(dateHint("1/2/2024 18:30")).toBe("“1/2/2024 18:30” may be 2024-02-01 or 2024-01-02.");
  expect(dateHint("31/12/2024")).toBeUndefined();
});
