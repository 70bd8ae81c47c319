import { expect, test } from "vitest";
import { aboutText, bytesText, counted } from "./admin-words";

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1_000, "1.0 kB"],
  [8_192, "8.2 kB"],
  [345_678_901, "346 MB"],
  [12_300_000_000, "12 GB"],
])("%d bytes are %s", (bytes, words) => {
  expect(bytesText(bytes)).toBe(words);
});

test.each([
  [30, "about 30"],
  [4_812, "about 4,800"],
  [1_234_567, "about 1.2 million"],
])("an estimate of %d is %s", (n, words) => {
  expect(aboutText(n)).toBe(words);
});

test("one is one", () => {
  expect([counted(1, "task"), counted(2_000, "task"), counted(1, "person", "people")]).toEqual([
    "1 task",
    "2,000 tasks",
    "1 person",
  ]);
});
