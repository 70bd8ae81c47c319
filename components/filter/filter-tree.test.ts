import { expect, test } from "vitest";
import type { Filter } from "@/lib/tables/model/filter";
import { narrowedBy, rulesOf, tidied, withAdded, withNode } from "./filter-tree";

const a = { column: "a", operator: "is", value: 1 };
const b = { column: "b", operator: "is", value: 2 };
const c = { column: "c", operator: "isEmpty" };
const tree: Filter = { join: "and", rules: [a, { join: "or", rules: [b, c] }] };

test("a node deep in the tree is replaced, removed and added to, and the rest stays the same objects", () => {
  const replaced = withNode(tree, [1, 0], () => a);
  expect(replaced).toEqual({ join: "and", rules: [a, { join: "or", rules: [a, c] }] });
  expect(replaced.rules[0]).toBe(a);
  expect(withNode(tree, [1, 1], () => null)).toEqual({ join: "and", rules: [a, { join: "or", rules: [b] }] });
  expect(withAdded(tree, [1], a)).toEqual({ join: "and", rules: [a, { join: "or", rules: [b, c, a] }] });
  expect(withAdded(tree, [], c)).toEqual({ join: "and", rules: [...tree.rules, c] });
  expect(withNode(tree, [1], (node) => ({ ...node, join: "and" }))).toMatchObject({
    rules: [a, { join: "and" }],
  });
});

test("groups that say nothing go away, groups of one become their rule", () => {
  expect(tidied({ join: "and", rules: [{ join: "or", rules: [] }] })).toBeNull();
  expect(tidied({ join: "or", rules: [a, { join: "and", rules: [b] }] })).toEqual({ join: "or", rules: [a, b] });
  expect(tidied({ join: "and", rules: [{ join: "or", rules: [a, b] }] })).toEqual({ join: "or", rules: [a, b] });
  expect(tidied(tree)).toEqual(tree);
});

test("narrowing holds for every filter: what matched one of several now matches the new condition too", () => {
  expect(narrowedBy(null, a)).toEqual({ join: "and", rules: [a] });
  expect(narrowedBy(tree, b)).toEqual({ join: "and", rules: [...tree.rules, b] });
  expect(narrowedBy(tree, a)).toEqual(tree);
  const either: Filter = { join: "or", rules: [a, b] };
  expect(narrowedBy(either, c)).toEqual({ join: "and", rules: [either, c] });
});

test("all rules of a tree, at any depth", () => expect(rulesOf(tree)).toEqual([a, b, c]));
