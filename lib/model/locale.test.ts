import { expect, test } from "vitest";
import { about, bytes, compact, counted, digits, listed, number, percent, plural, tenths } from "./locale";

test("numbers are grouped, and rounded where nobody wants every digit", () => {
  expect([number(17_431), tenths(1.34), tenths(12), compact(1_234), percent(0.125)]).toEqual([
    "17,431",
    "1.3",
    "12",
    "1.2K",
    "12.5%",
  ]);
});

test.each([
  [30, "about 30"],
  [4_812, "about 4,800"],
  [999_900, "about 1 million"],
  [1_234_567, "about 1.2 million"],
])("an estimate of %d is %s", (n, words) => expect(about(n)).toBe(words));

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1_000, "1 kB"],
  [8_192, "8.2 kB"],
  [345_678_901, "346 MB"],
  [12_300_000_000, "12 GB"],
])("%d bytes are %s", (n, words) => expect(bytes(n)).toBe(words));

test.each([
  ["1234", "1,234"],
  ["-1234567.50", "-1,234,567.50"],
  ["12345678901234567890.123456789", "12,345,678,901,234,567,890.123456789"],
  ["0.10", "0.10"],
  ["NaN", "NaN"],
])("%s keeps all its digits: %s", (text, shown) => expect(digits(text)).toBe(shown));

test("one is one, and many are listed", () => {
  expect([counted(1, "task"), counted(2_000, "task"), counted(0, "try", "tries"), plural(1, "it", "them")]).toEqual([
    "1 task",
    "2,000 tasks",
    "0 tries",
    "it",
  ]);
  expect([listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])]).toEqual([
    "",
    "a",
    "a and b",
    "a, b, and c",
  ]);
});
