import { expect, test } from "vitest";
import fc from "fast-check";
import { DELIMITERS } from "@/lib/files/file-reading";
import { guardFormula, unguarded } from "@/lib/files/text/formula-guard";
import { csvText } from "./csv-text";

test.each([
  ["=1+1", "'=1+1"],
  ["+SUM(A1)", "'+SUM(A1)"],
  ["-2+3", "'-2+3"],
  ["@cmd", "'@cmd"],
  ["\t=1", "'\t'=1"],
  ["＝1", "'＝1"],
  ["-12", "-12"],
  ["+4.5", "+4.5"],
  ["-1.234,50", "-1.234,50"],
  ["Saint-Denis", "Saint-Denis"],
  ["a;=cmd()", "a;'=cmd()"],
  ['a|"=cmd()', "a|\"'=cmd()"],
  ["a\t@cmd", "a\t'@cmd"],
  ["a\n=cmd()", "a\n'=cmd()"],
  ["a;-5;+4,5", "a;-5;+4,5"],
  ["a, -b", "a, -b"],
  ["'=1", "''=1"],
])("guard: %j becomes %j", (given, expected) => expect(guardFormula(given, ",")).toBe(expected));

test("in a file with semicolons a comma may be where another spreadsheet splits", () => {
  expect(guardFormula("a,=cmd()", ";")).toBe("a,'=cmd()");
  expect(guardFormula("a;=cmd()", ";")).toBe("a;=cmd()");
});

test("an import takes the guard off again, whatever the text and the separator", () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."a1=+-@'\",;|\t\r\n .".split("")), maxLength: 12 }),
    fc.string({ unit: "grapheme", maxLength: 12 }),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...DELIMITERS), (given, delimiter) => {
      const guarded = guardFormula(given, delimiter);
      expect({ guarded, back: unguarded(guarded, delimiter) }).toEqual({ guarded, back: given });
      for (const other of DELIMITERS)
        if (other !== delimiter)
          for (const piece of guarded.split(new RegExp(`[\\r\\n${other === "|" ? "\\|" : other}]`)).slice(1))
            expect(piece).not.toMatch(/^"*[=@]/);
    }),
    { numRuns: 2_000 },
  );
});

test("texts with commas, quotes and lines are quoted, numbers are left alone", () => {
  expect(csvText([['a,"b"', -1, "x\ny", null, "@x"]])).toBe('"a,""b""",-1,"x\ny",,\'@x\r\n');
});
