import { expect, test } from "vitest";
import { numberText } from "./number-text";

test("figures out of a sheet keep every digit", () => {
  expect(numberText("1,234.50")).toBe("1234.50");
  expect(numberText("−12 000")).toBe("-12000");
  expect(numberText("1'234'567")).toBe("1234567");
  expect(numberText("9007199254740993")).toBe("9007199254740993");
  expect(numberText("  ")).toBeNull();
});

test.each(["1234,56", "5,5", "1.234,56", "1 234,5", "12 5", "1,234 567", ",5"])(
  "%s is not made another number by leaving marks out",
  (text) => {
    expect(numberText(text)).toBe(text);
  },
);
