import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DELIMITERS, type FileReading, QUOTES } from "@/lib/files/file-reading";
import { csvOptions } from "./csv-options";
import { PlainRows } from "./plain-rows";

type Reading = Pick<FileReading, "delimiter" | "quote">;

const reading: fc.Arbitrary<Reading> = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  quote: fc.constantFrom(...QUOTES),
});
const marks = [
  ",",
  ";",
  "\t",
  '"',
  "'",
  '""',
  "''",
  "\n",
  "\r",
  "\r\n",
  "\uFEFF",
  "\0",
  " ",
  "é",
  "a",
  "bc",
  '",',
  '"\n',
];
const cell = fc.oneof(fc.constantFrom("", "12", '"a ""b"""', '"x,y;\nz"', "'q'", '5" wide', '"odd"x'), fc.string());
/** Texts full of what matters, and files as programs write them. */
const text = fc.oneof(
  fc.array(fc.constantFrom(...marks), { maxLength: 30 }).map((all) => all.join("")),
  fc
    .array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
    .map((rows) => rows.map((cells) => cells.join(",")).join("\r\n")),
);

function outcomeOf(read: () => string[][]): string[][] | string {
  try {
    return read();
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** The rows of a text in pieces of so many characters, and how much of it was left to the other parser. */
function readInPieces(whole: string, size: number, how: Reading) {
  const plain = new PlainRows(how);
  const rows: string[][] = [];
  let at = 0;
  for (; at < whole.length && plain.odd === undefined; at += size) rows.push(...plain.read(whole.slice(at, at + size)));
  if (plain.odd === undefined) rows.push(...plain.read("", true));
  const odd = plain.odd === undefined ? "" : plain.odd + whole.slice(at);
  return { odd, all: () => [...rows, ...parse(odd, { ...csvOptions(how), bom: false })] };
}

test("rows are those that csv-parse reads, however the text is cut into pieces", () => {
  fc.assert(
    fc.property(text, reading, fc.integer({ min: 1, max: 40 }), (whole, how, size) => {
      const expected = outcomeOf(() => parse(whole, csvOptions(how)));
      expect(outcomeOf(readInPieces(whole, size, how).all)).toEqual(expected);
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ["as Excel writes it", 'a,"b ""c""",d\r\n1,"x\ny",\r\n'],
  ["with stray quotes, line ends of any kind and nothing at its end", 'a,5" wide\rb,\n\n"",c'],
])("a file %s is read by itself", (_how, whole) => {
  expect(readInPieces(whole, 7, { delimiter: ",", quote: '"' }).odd).toBe("");
});

test("what is not plain is left to the other parser from the beginning of its row", () => {
  const how: Reading = { delimiter: ",", quote: '"' };
  expect(readInPieces('a,b\n1,"odd"x\n2,3', 100, how).odd).toBe('1,"odd"x\n2,3');
  expect(readInPieces(`a\n"${"x".repeat(200_000)}`, 1_000, how).odd).toMatch(/^"x{200000}$/);
});
