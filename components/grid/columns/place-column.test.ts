import { expect, test } from "vitest";
import { placed } from "./place-column";

test("a column goes right before or after another one", () => {
  expect(placed(["a", "b", "c"], "a", "c", "after")).toEqual(["b", "c", "a"]);
  expect(placed(["a", "b", "c"], "c", "a", "before")).toEqual(["c", "a", "b"]);
  expect(placed(["a", "b", "c"], "a", "b", "before")).toEqual(["a", "b", "c"]);
  expect(placed(["a", "b"], "a", "gone", "before")).toEqual(["a", "b"]);
});
