import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import { quickFilters } from "./quick-filters";

const labels = (id: string, value: unknown, shown = String(value)) =>
  quickFilters(
    things.info,
    things.info.columns.find((c) => c.id === id)!,
    value,
    shown,
  ).map(({ label }) => label);

test("a cell offers its value, anything but it, and emptiness where its column can be empty", () => {
  expect(labels("name", "Bob")).toEqual(["Only Bob", "Not Bob", "Name is empty", "Name is not empty"]);
  expect(labels("id", 3)).toEqual(["Only 3", "Not 3"]);
  expect(labels("name", null)).toEqual(["Name is empty", "Name is not empty"]);
});

test("a list offers to look for any of its items", () => {
  const column = things.info.columns.find((c) => c.kind === "array")!;
  expect(quickFilters(things.info, column, ["a", "b"], "a, b")[0]).toEqual({
    label: "Has any of a, b",
    rule: { column: column.id, operator: "hasAny", value: ["a", "b"] },
  });
});

test("what can't be compared is not offered", () => {
  const column = things.info.columns.find((c) => c.kind === "json")!;
  expect(quickFilters(things.info, column, { a: 1 }, "{}").every(({ label }) => label.endsWith("empty"))).toBe(true);
});
