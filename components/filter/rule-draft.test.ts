import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import { newRule, ruleProblem, withOperator } from "./rule-draft";
import { withRule } from "./with-rule";

const column = (id: string) => things.info.columns.find((c) => c.id === id)!;

test("texts are looked for by a part of them, other values by themselves", () => {
  expect(newRule(column("name"))).toEqual({ column: "name", operator: "contains" });
  expect(newRule(column("count"))).toEqual({ column: "count", operator: "is" });
});

test("another comparison keeps what was entered where it still makes sense", () => {
  const rule = { column: "name", operator: "contains", value: "abc" };
  expect(withOperator(column("name"), rule, "is")).toEqual({ ...rule, operator: "is" });
  expect(withOperator(column("name"), rule, "isEmpty")).toEqual({ column: "name", operator: "isEmpty" });
  const range = { column: "count", operator: "between", value: [1, 2] };
  expect(withOperator(column("count"), range, "gt")).toEqual({ column: "count", operator: "gt" });
});

test("a rule is judged by the server's own parser", () => {
  expect(ruleProblem(things.info, { column: "count", operator: "gt", value: "12" })).toBeNull();
  expect(ruleProblem(things.info, { column: "count", operator: "gt", value: "x" })).toMatch(/whole number/);
  expect(ruleProblem(things.info, { column: "count", operator: "gt" })).not.toBeNull();
  expect(ruleProblem(things.info, { column: "nope", operator: "is" })).not.toBeNull();
});

test("rules are added, replaced and removed; no rule is no filter", () => {
  const a = { column: "count", operator: "gt", value: 1 };
  const b = { column: "count", operator: "lt", value: 9 };
  const one = withRule(null, 0, a);
  expect(one).toEqual({ join: "and", rules: [a] });
  expect(withRule({ join: "or", rules: [a] }, 1, b)).toEqual({ join: "or", rules: [a, b] });
  expect(withRule(one, 0, b)).toEqual({ join: "and", rules: [b] });
  expect(withRule(one, 0, null)).toBeNull();
});
