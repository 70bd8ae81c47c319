import { expect, test } from "vitest";
import { numberText } from "./number-text";
import { fromLocalInput, toLocalInput } from "./timestamp-text";

test("an instant is shown and written in UTC, whatever zone it came in", () => {
  expect(toLocalInput("2024-12-31T18:30:00+02:00", true)).toBe("2024-12-31T16:30");
  expect(toLocalInput("2024-12-31T18:30:15Z", true)).toBe("2024-12-31T18:30:15");
  expect(fromLocalInput("2024-12-31T16:30", true)).toBe("2024-12-31T16:30Z");
});

test("a local time stays as it is", () => {
  expect(toLocalInput("2024-12-31 18:30:00", false)).toBe("2024-12-31T18:30");
  expect(fromLocalInput("2024-12-31T18:30", false)).toBe("2024-12-31T18:30");
  expect(fromLocalInput("", false)).toBeNull();
});

test("figures out of a sheet keep every digit", () => {
  expect(numberText("1,234.50")).toBe("1234.50");
  expect(numberText("−12 000")).toBe("-12000");
  expect(numberText("9007199254740993")).toBe("9007199254740993");
  expect(numberText("  ")).toBeNull();
});
