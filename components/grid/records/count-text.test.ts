import { expect, test } from "vitest";
import { countText } from "./count-text";

test("an exact count shows every digit", () => {
  expect(countText({ count: 135_233, exact: true })).toBe("135,233");
  expect(countText({ count: 0, exact: true })).toBe("0");
});

test.each([
  [1_234_567, "about 1.2 million"],
  [12_345_678, "about 12 million"],
  [123_456_789, "about 120 million"],
  [999_900, "about 1 million"],
  [2_000_000_000, "about 2 billion"],
  [135_233, "about 140,000"],
  [4_321, "about 4,300"],
  [7, "about 7"],
  [0, "about 0"],
])("an estimate of %i is rounded and says so: %s", (count, text) => {
  expect(countText({ count, exact: false })).toBe(text);
});
