import fc from "fast-check";
import { expect, test } from "vitest";
import { Filter, Sort } from "./filter";
import { FORMATS } from "./formats";
import { readColumns, readFilter, readSort } from "./read-params";
import { ColumnsState } from "./view-state";

const name = fc.oneof(fc.constantFrom("", "name", "x".repeat(40), "x".repeat(41), "x".repeat(101)), fc.string());
const anything = fc.jsonValue({ maxDepth: 2 });
const some = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: anything });

const { node } = fc.letrec((tie) => ({
  rule: fc.record({ column: some(name), operator: some(name), value: anything, more: anything }, { requiredKeys: [] }),
  group: fc.record({
    join: some(fc.constantFrom("and", "or")),
    rules: some(
      fc.oneof(fc.array(tie("node"), { maxLength: 3 }), fc.array(tie("rule"), { minLength: 49, maxLength: 52 })),
    ),
  }),
  node: fc.oneof({ maxDepth: 3, withCrossShrink: true }, tie("rule"), tie("group"), anything),
}));
const sort = some(
  fc.array(some(fc.record({ column: name, direction: some(fc.constantFrom("asc", "desc")), more: anything })), {
    maxLength: 6,
  }),
);
const ids = some(fc.array(some(name), { maxLength: 4 }));
const columns = some(
  fc.record(
    {
      order: ids,
      hidden: ids,
      pinned: ids,
      widths: some(fc.dictionary(name, some(fc.oneof(fc.integer({ min: 35, max: 2_005 }), fc.double())))),
      formats: some(fc.dictionary(name, some(fc.constantFrom(...FORMATS)))),
      more: anything,
    },
    { requiredKeys: [] },
  ),
);

interface Schema {
  safeParse: (value: unknown) => { data?: unknown };
}

test("an address is read by the rules of the schemas", () => {
  const agree = (read: (value: unknown) => unknown, schema: Schema) => (value: unknown) => {
    expect(read(value)).toEqual(schema.safeParse(value).data ?? null);
  };
  fc.assert(fc.property(node, agree(readFilter, Filter)), { numRuns: 1_000 });
  fc.assert(fc.property(sort, agree(readSort, Sort)), { numRuns: 500 });
  fc.assert(fc.property(columns, agree(readColumns, ColumnsState)), { numRuns: 500 });
});

test("what is right is read, and not only what is wrong refused", () => {
  const filter = {
    join: "or",
    rules: [
      { column: "name", operator: "is", value: 1 },
      { join: "and", rules: [] },
    ],
  };
  expect(readFilter(filter)).toEqual(filter);
  expect(readSort([{ column: "name", direction: "desc" }])).toEqual([{ column: "name", direction: "desc" }]);
  const state = { order: ["b", "a"], widths: { a: 120 }, formats: { a: "iso" } };
  expect(readColumns(state)).toEqual(state);
});
