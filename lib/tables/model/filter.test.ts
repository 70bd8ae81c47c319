import fc from "fast-check";
import { expect, test } from "vitest";
import { Filter, MAX_DEPTH, MAX_RULES } from "./filter";

const rule = { column: "a", operator: "is", value: 1 };
const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce<unknown>((inside) => ({ join: "and", rules: [inside] }), rule);
const problemOf = (given: unknown) => Filter.safeParse(given).error?.issues[0]?.message;

test("a tree as large as allowed comes through as it is", () => {
  for (const tree of [nested(MAX_DEPTH), { join: "or", rules: Array.from({ length: MAX_RULES }, () => rule) }]) {
    expect(Filter.parse(tree)).toEqual(tree);
  }
});

test("one level or one rule more is refused with a sentence, however deep it goes", () => {
  for (const depth of [MAX_DEPTH + 1, 30_000]) {
    expect(problemOf(nested(depth))).toBe(`A filter has at most ${MAX_DEPTH} levels.`);
  }
  expect(problemOf({ join: "and", rules: Array.from({ length: MAX_RULES + 1 }, () => rule) })).toBe(
    `A filter has at most ${MAX_RULES} rules.`,
  );
});

test("rules are counted over the whole tree", () => {
  const groups = Array.from({ length: 20 }, () => ({ join: "and", rules: Array.from({ length: 10 }, () => rule) }));
  expect(problemOf({ join: "or", rules: groups })).toBe(`A filter has at most ${MAX_RULES} rules.`);
});

test("anything else is refused, never thrown at", () => {
  fc.assert(
    fc.property(fc.anything(), (given) => {
      fc.pre(!Filter.safeParse(given).success);
      expect(problemOf(given)).toBeTypeOf("string");
    }),
  );
});
