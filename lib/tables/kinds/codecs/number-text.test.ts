import fc from "fast-check";
import { expect, test } from "vitest";
import { amountText, numberHint, numberText } from "./number-text";

const COMMA = { decimalComma: true, dateOrder: null };
const UNKNOWN = { decimalComma: null, dateOrder: null };

test.each([
  ["1,234.50", "1234.50"],
  ["−12 000", "-12000"],
  ["1'234'567", "1234567"],
  ["9007199254740993", "9007199254740993"],
  ["$5.00", "5.00"],
  ["-$1,234.50", "-1234.50"],
  ["$ -5", "-5"],
  ["12 %", "0.12"],
  ["0.5%", "0.005"],
  ["(500)", "-500"],
  ["($1,500.25)", "-1500.25"],
  // Two marks say by themselves which of them is which.
  ["1.234,50 €", "1234.50"],
  ["1 234,5", "1234.5"],
  ["1.234.567", "1234567"],
  // All digits are there.
  ["1.23456E+05", "123456"],
  ["1e-07", "0.0000001"],
  ["1.5e1", "15"],
])("%s is %s", (text, digits) => {
  expect(numberText(text)).toBe(digits);
});

test.each([
  ["0,125", null, "0.125", "0.125"],
  ["0,500", null, "0.500", "0.500"],
  ["1,234", "1234", "1.234", null],
  ["1.234", "1.234", "1234", null],
  ["5,5", null, "5.5", "5.5"],
  ["1234,56", null, "1234.56", "1234.56"],
  [",5", null, ".5", ".5"],
  ["1.5", "1.5", null, "1.5"],
])("%s is %s with a decimal point, %s with a comma, and %s where nobody knows", (text, point, comma, unknown) => {
  expect(numberText(text)).toBe(point);
  expect(numberText(text, COMMA)).toBe(comma);
  expect(numberText(text, UNKNOWN)).toBe(unknown);
});

test.each(["12 5", "1,234 567", "0,125,000", "(5", "-(5)", "--5", "1.23E+05", "1E+18", "1,2,3", "5 apples", "0x10"])(
  "%s is no number",
  (text) => {
    expect(numberText(text)).toBeNull();
  },
);

test("a float keeps its exponent", () => {
  expect(numberText("1e+15", undefined, true)).toBe("1e+15");
  expect(numberText("-1.5E-07", undefined, true)).toBe("-1.5E-07");
});

test("what is refused is told from what it may mean", () => {
  expect(numberHint("1,234")).toBe("“1,234” may be 1234 or 1.234: write it without marks for thousands.");
  expect(numberHint("1.23E+05")).toBe("“1.23E+05” may have lost digits in a spreadsheet.");
  expect(numberHint("5,5")).toBeUndefined();
});

test("a plain number is what all the rules make of it", () => {
  const plain = fc.stringMatching(/^[-+]?[0-9]{1,6}([.,][0-9]{0,4})?$/);
  fc.assert(
    fc.property(plain, fc.constantFrom(true, false, null), fc.boolean(), (text, decimalComma, floating) => {
      const format = { decimalComma, dateOrder: null };
      expect(numberText(text, format, floating)).toBe(amountText(text, decimalComma, floating));
    }),
    { numRuns: 2_000 },
  );
});
