import { expect, test } from "vitest";
import { shownTimestamp } from "./timestamp-text";

test("an instant is shown in UTC, whatever zone it came in", () => {
  expect(shownTimestamp("2024-12-31T18:30:00+02:00", true)).toBe("2024-12-31 16:30");
  expect(shownTimestamp("2024-12-31T18:30:15.123456Z", true)).toBe("2024-12-31 18:30:15.123456");
  expect(shownTimestamp("2024-12-31T18:00Z", true)).toBe("2024-12-31 18:00");
});

test("a local time stays as it is", () => {
  expect(shownTimestamp("2024-12-31 18:30:00", false)).toBe("2024-12-31 18:30");
  expect(shownTimestamp("2024-12-31T18:00", false)).toBe("2024-12-31 18:00");
  expect(shownTimestamp(null, false)).toBe("");
});

test("what is no time yet stays as it was typed", () => {
  expect(shownTimestamp("2", true)).toBe("2");
  expect(shownTimestamp("2024-12", true)).toBe("2024-12");
});
