import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import { facetNode, splitFacets, withFacets } from "./facet-filter";

const column = (id: string) => things.info.columns.find((c) => c.id === id)!;
const name = column("name");
const other = { column: "count", operator: "gt", value: 1 };

test("one value is “is”, several are “is any of”, empty is a rule of its own", () => {
  expect(facetNode(name, [])).toBeNull();
  expect(facetNode(name, ["a"])).toEqual({ column: "name", operator: "is", value: "a" });
  expect(facetNode(name, ["a", "b"])).toEqual({ column: "name", operator: "in", value: ["a", "b"] });
  expect(facetNode(name, [null])).toEqual({ column: "name", operator: "isEmpty" });
  expect(facetNode(name, ["a", null])).toEqual({
    join: "or",
    rules: [
      { column: "name", operator: "is", value: "a" },
      { column: "name", operator: "isEmpty" },
    ],
  });
});

test("a choice is read back from the filter and replaced by another one, the rest stays", () => {
  for (const chosen of [["a"], ["a", "b"], ["a", null], [null]]) {
    const filter = withFacets(name, { join: "and", rules: [other] }, chosen);
    expect(splitFacets(name, filter)).toEqual({ chosen, rest: { join: "and", rules: [other] } });
    expect(withFacets(name, filter, [])).toEqual({ join: "and", rules: [other] });
    expect(splitFacets(name, withFacets(name, null, chosen))).toEqual({ chosen, rest: null });
  }
});

test("any of several conditions about other things is kept whole", () => {
  const either = { join: "or" as const, rules: [other, { column: "name", operator: "is", value: "a" }] };
  expect(splitFacets(name, either)).toEqual({ chosen: [], rest: either });
  expect(withFacets(name, either, ["b"])).toEqual({
    join: "and",
    rules: [either, { column: "name", operator: "is", value: "b" }],
  });
});
