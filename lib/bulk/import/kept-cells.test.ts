import fc from "fast-check";
import { expect, test } from "vitest";
import { allCells, keptCells } from "./kept-cells";

const text = fc.oneof(fc.string(), fc.constantFrom("", "0", "-0", "007", "7", "true", "1.0", "[1]"));
const value = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.array(fc.integer()), fc.constant(null));
const COLUMNS = ["a", null, "b", "c"];

test("a row is handed back as it was, whatever of it the values say already", () => {
  fc.assert(
    fc.property(
      fc.array(text, { maxLength: 4 }),
      fc.option(fc.dictionary(fc.constantFrom("a", "b", "c", "other"), value), { nil: undefined }),
      fc.boolean(),
      (cells, given, same) => {
        const values = given && same ? { ...given, a: cells[0], c: Number(cells[3]) } : given;
        const stored = JSON.parse(JSON.stringify({ values, cells: keptCells(cells, values, COLUMNS) }));
        // A row may end early; nothing that no cell said is handed back.
        expect(allCells(stored, COLUMNS, 4)).toEqual([...cells, "", "", "", ""].slice(0, 4));
      },
    ),
    { numRuns: 2_000 },
  );
});

test("nothing is kept of a row whose values say it all", () => {
  expect(keptCells(["a text", "", "12", "3.50"], { a: "a text", b: 12, c: "3.50" }, COLUMNS)).toBeUndefined();
  expect(keptCells(["a text", "", "12"], undefined, COLUMNS)).toEqual(["a text", null, "12", null]);
});
