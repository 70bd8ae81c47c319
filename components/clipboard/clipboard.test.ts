import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import { copiedRange, exactKind } from "./copied-range";
import { parseText } from "./parse-text";
import { blockCell, placeBlock, squared } from "./place-block";

test.each([
  ["a single value, whatever it contains", "Smith, John; 12", [["Smith, John; 12"]]],
  [
    "rows of a spreadsheet",
    "a\tb\r\nc\td\r\n",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [
    "a cell of several lines",
    'a\t"x\ny ""z"""\nc\td',
    [
      ["a", 'x\ny "z"'],
      ["c", "d"],
    ],
  ],
  ["a quote that is only a quote", '5" pipe\t"so" he said', [['5" pipe', '"so" he said']]],
  ["a column of places", "Portland, Oregon\nSeattle, Washington", [["Portland, Oregon"], ["Seattle, Washington"]]],
  ["a column of decimal commas", "1,5\r\n2,5\r\n", [["1,5"], ["2,5"]]],
  ["lines of a CSV file", 'a;1,5\nb;"2,5"', [["a;1,5"], ['b;"2,5"']]],
  ["a column of cells, one of them of two lines", '"x\ny"\nz', [["x\ny"], ["z"]]],
  [
    "an empty cell at the end",
    "a\t\nb\tc",
    [
      ["a", ""],
      ["b", "c"],
    ],
  ],
] as const)("pasted text: %s", (_, text, rows) => {
  expect(parseText(text)).toEqual(rows);
});

const column = (id: string) => things.column(id);

test("a single value fills the range, a block repeats in a multiple of it, and else lies at the corner", () => {
  const range = { top: 2, left: 1, bottom: 5, right: 2 };
  expect(placeBlock([["x"]], range)).toEqual(range);
  expect(
    placeBlock(
      [
        ["a", "b"],
        ["c", "d"],
      ],
      range,
    ),
  ).toEqual(range);
  expect(
    blockCell(
      [
        ["a", "b"],
        ["c", "d"],
      ],
      3,
      1,
    ),
  ).toBe("d");
  expect(placeBlock([["a"], ["b"], ["c"]], range)).toEqual({ top: 2, left: 1, bottom: 4, right: 1 });
  expect(squared([["a"], ["b", "c"]], "")).toEqual([
    ["a", ""],
    ["b", "c"],
  ]);
});

test("a range goes out as tab separated text and as a table with its exact values", () => {
  const row = {
    id: "1",
    version: "1",
    values: { name: 'a\t"b"', count: 1234, done: true, tags: ["x", "y"], memo: null },
    labels: {},
  };
  const { plain, html } = copiedRange([row], ["name", "count", "done", "tags", "memo"].map(column));
  expect(plain).toBe('"a\t""b"""\t1234\tTRUE\tx, y\t');
  expect(parseText(plain)).toEqual([['a\t"b"', "1234", "TRUE", "x, y", ""]]);
  expect(html).toContain('data-swath-kind="integer" data-swath-value="1234">1234</td>');
});

test("a foreign key is copied exactly into keys of the same table only, and by its label into others", () => {
  const { html, plain } = copiedRange(
    [{ id: "1", version: "1", values: { parentId: 7 }, labels: { parentId: "Ann" } }],
    [column("parentId")],
  );
  expect(plain).toBe("Ann");
  const other = { ...column("parentId"), references: { table: "others", column: "id" } };
  expect(html).toContain(`data-swath-kind="${exactKind(column("parentId"))}"`);
  expect(exactKind(other)).not.toBe(exactKind(column("parentId")));
});
