import { expect, test } from "vitest";
import { csvText, guardFormula } from "./csv-text";

test.each([
  ["=1+1", "'=1+1"],
  ["+SUM(A1)", "'+SUM(A1)"],
  ["-2+3", "'-2+3"],
  ["@cmd", "'@cmd"],
  ["\t=1", "'\t=1"],
  ["＝1", "'＝1"],
  ["-12", "-12"],
  ["+4.5", "+4.5"],
  ["Saint-Denis", "Saint-Denis"],
])("guard: %j becomes %j", (given, expected) => expect(guardFormula(given)).toBe(expected));

test("texts with commas, quotes and lines are quoted, numbers are left alone", () => {
  expect(csvText([['a,"b"', -1, "x\ny", null, "@x"]])).toBe('"a,""b""",-1,"x\ny",,\'@x\r\n');
});
