import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import { copiedRange } from "./copied-range";
import { parseText } from "./parse-text";
import { blockCell, placeBlock, squared } from "./place-block";
import { valueOfText } from "./value-of-text";

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
  [
    "CSV",
    'a,"b,1"\nc,d',
    [
      ["a", "b,1"],
      ["c", "d"],
    ],
  ],
  [
    "CSV with semicolons",
    "a;1,5\nb;2,5",
    [
      ["a", "1,5"],
      ["b", "2,5"],
    ],
  ],
  ["a column of grouped numbers", "1,234\n5,678", [["1,234"], ["5,678"]]],
  ["lines with commas here and there", "a, b\nc", [["a, b"], ["c"]]],
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

test.each([
  ["count", "1,234", "1234"],
  ["price", "−1 234.50", "-1234.50"],
  ["price", "1.234,50", "1.234,50"],
  ["price", "1234,50", "1234,50"],
  ["price", "", null],
  ["done", "TRUE", true],
  ["done", "no", false],
  ["done", "maybe", "maybe"],
  ["mood", " Busy ", "busy"],
  ["due", "2024-12-31 00:00:00", "2024-12-31"],
  ["due", "31.12.2024", "2024-12-31"],
  ["due", "1/2/2024", "1/2/2024"],
  ["at", "2024-12-31 18:30", "2024-12-31T18:30Z"],
  ["at", "2024-12-31T18:30:00+02:00", "2024-12-31T18:30:00+02:00"],
  ["wall", "2024-12-31 18:30", "2024-12-31T18:30"],
  ["tags", "a, b;c", ["a", "b", "c"]],
  ["extra", '{"a":1}', { a: 1 }],
  ["extra", "{", "{"],
  ["name", " kept as it is ", " kept as it is "],
  ["name", "", null],
])("a pasted text for %s: %j becomes %j", (id, text, value) => {
  expect(valueOfText(column(id), text)).toEqual(value);
});

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
