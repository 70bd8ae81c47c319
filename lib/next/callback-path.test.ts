import { expect, test } from "vitest";
import { callbackPath } from "./callback-path";

test("a path of this site is kept, with its query", () => {
  expect(callbackPath("/tables/places?sort=-name&q=a%20b")).toBe("/tables/places?sort=-name&q=a%20b");
});

test("a backslash is a slash, as to every browser", () => {
  expect(callbackPath("/a\\b")).toBe("/a/b");
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil", "", null, 7])(
  "%s leads home",
  (wanted) => {
    expect(callbackPath(wanted)).toBe("/");
  },
);
