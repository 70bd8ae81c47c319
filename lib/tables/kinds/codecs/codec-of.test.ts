import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import { valueProblem } from "@/lib/tables/kinds/rules/value-problem";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { copyText, editText, readText, sameValue, valueOfText } from "./codec-of";
import { shownText } from "./shown-text";

const column = (id: string, rest: Partial<ColumnInfo> = {}): ColumnInfo => ({ ...things.column(id), ...rest });
const BIGINT = { min: -(2 ** 63), max: 2 ** 63 };
const DOUBLE = { floating: true, precision: null, scale: null };
const NUMERIC = { precision: null, scale: null };

test.each([
  [column("count"), "1,234", 1234],
  [column("count"), "12.00", 12],
  [column("count", BIGINT), "9007199254740993", "9007199254740993"],
  [column("price"), "−1 234.50", "-1234.50"],
  [column("price"), "1.234,50 €", "1234.50"],
  [column("price"), "12 %", "0.12"],
  [column("price"), "", null],
  [column("price", DOUBLE), "1e+15", "1e+15"],
  [column("price", DOUBLE), "1e-07", "1e-07"],
  [column("price", NUMERIC), "12345678901234567890.123456789", "12345678901234567890.123456789"],
  [column("done"), "TRUE", true],
  [column("done"), "x", true],
  [column("done"), "f", false],
  [column("mood"), " Busy ", "busy"],
  [column("mood", { enumValues: ["open", "OPEN"] }), "OPEN", "OPEN"],
  [column("due"), "2024-12-31 00:00:00", "2024-12-31"],
  [column("due"), "31.12.2024", "2024-12-31"],
  [column("due"), "31/12/2024", "2024-12-31"],
  [column("at"), "2024-12-31 18:30", "2024-12-31T18:30Z"],
  [column("at"), "2024-12-31T18:30:00+02:00", "2024-12-31T18:30:00+02:00"],
  [column("wall"), "2024-12-31 18:30", "2024-12-31T18:30"],
  [column("tags"), "a, b;c\nd", ["a", "b", "c", "d"]],
  [column("tags"), '"Washington, D.C.", capital', ["Washington, D.C.", "capital"]],
  [column("tags"), '{a,"b,c",NULL}', ["a", "b,c", null]],
  [
    column("tags"),
    "{{a,b},{c,d}}",
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  [column("tags"), '["a, b", 1, true]', ["a, b", "1", "true"]],
  [column("tags"), "[1,2", ["[1", "2"]],
  [column("tags"), "{}", []],
  [column("tags", { nullable: false }), "", []],
  [column("sizes"), "{1,2}", [1, 2]],
  [column("amounts"), "1.5, 2", ["1.5", "2"]],
  [column("flags"), "yes; no", [true, false]],
  [column("moods"), "Calm", ["calm"]],
  [column("sizes", { itemKind: "integer", ...BIGINT }), "[9007199254740993]", ["9007199254740993"]],
  [column("extra"), '{"ref":1005254182451511297,"vat":1.10}', '{"ref":1005254182451511297,"vat":1.10}'],
  [column("extra"), " null ", "null"],
  [column("extra"), '"123"', '"123"'],
  [column("name"), " kept as\nit is ", " kept as\nit is "],
  [column("name"), "", null],
  [column("name", { nullable: false }), "", ""],
  [column("parentId", { references: { table: "things", column: "id" } }), " A label ", " A label "],
])("%o reads %j as %j", (info, text, value) => {
  expect(readText(info, text)).toEqual({ value });
});

test.each([
  [column("count"), "many", "Must be a whole number between -2,147,483,648 and 2,147,483,647."],
  [column("count"), "1.23E+05", "“1.23E+05” may have lost digits in a spreadsheet."],
  [column("price"), "0,125", "Must be a number with a point before its decimals, like 1234.5."],
  [column("done"), "maybe", "Must be yes or no."],
  [column("mood", { enumValues: ["open", "OPEN"] }), "Open", "“Open” may be open or OPEN."],
  [column("due"), "1/2/2024", "Must be a date like 2024-12-31. “1/2/2024” may be 2024-02-01 or 2024-01-02."],
  [column("extra"), "{", "Must be JSON."],
  [column("name"), "a\u0000b", "Must not contain the NUL character."],
  [column("tags"), "{{a},{b,c}}", "Lists in a list must be of one length."],
  [column("tags"), "a\u0000, b", "Must not contain the NUL character."],
])("%o refuses %j: %s", (info, text, problem) => {
  expect(readText(info, text)).toEqual({ problem });
  // So does the server of what is sent to it.
  expect(valueProblem(info, valueOfText(info, text))).toBe(problem);
});

test("the format says what a number means; what may be two in a file of unknown habits is refused with both", () => {
  const price = column("price", NUMERIC);
  expect(readText(price, "1,234", { decimalComma: true, dateOrder: null })).toEqual({ value: "1.234" });
  expect(readText(price, "1.5", { decimalComma: true, dateOrder: null })).toEqual({
    problem: "Must be a number with a comma before its decimals, like 1234,5.",
  });
  expect(readText(price, "many", { decimalComma: true, dateOrder: null })).toEqual({ problem: "Must be a number." });
  expect(readText(price, "1,234", { decimalComma: null, dateOrder: null })).toEqual({
    problem: "“1,234” may be 1234 or 1.234: write it without marks for thousands.",
  });
});

test.each([
  ["tags", ["Washington, D.C.", 'say "hi"', "", " x ", "[1", "{a}", "a;b", "a\nb", "NULL"]],
  ["tags", []],
  ["tags", ["a", null]],
  ["tags", ["\\", 'a"', null, "null"]],
  ["extra", "[1]"],
  ["at", "2024-12-31T18:30:15.123456Z"],
])("a copied %s %j comes back", (id, value) => {
  const info = column(id);
  const back = readText(info, copyText(info, value));
  expect("value" in back && sameValue(info, back.value, value)).toBe(true);
});

test("the same value is the same, however it is written", () => {
  expect(sameValue(column("price"), "1.50", "1.5")).toBe(true);
  expect(sameValue(column("price"), "100", "1")).toBe(false);
  expect(sameValue(column("extra"), '{"a": [1, 2]}', '{"a":[1,2]}')).toBe(true);
  expect(sameValue(column("extra"), '{"a": "x y"}', '{"a":"xy"}')).toBe(false);
  expect(sameValue(column("at"), "2024-12-31T18:30:00+00:00", "2024-12-31T18:30Z")).toBe(true);
  expect(sameValue(column("name"), null, undefined)).toBe(true);
  expect(sameValue(column("name"), null, "")).toBe(false);
});

test("an instant is edited in UTC, whatever zone it came in; a local time and what is no time yet stay as they are", () => {
  const [at, wall] = [column("at"), column("wall")];
  expect(editText(at, "2024-12-31T18:30:00+02:00")).toBe("2024-12-31 16:30");
  expect(editText(at, "2024-12-31T18:30:15.123456Z")).toBe("2024-12-31 18:30:15.123456");
  expect(editText(at, "2024-12-31T18:00Z")).toBe("2024-12-31 18:00");
  expect(editText(wall, "2024-12-31 18:30:00")).toBe("2024-12-31 18:30");
  expect(editText(wall, null)).toBe("");
  expect(editText(at, "2")).toBe("2");
  expect(editText(at, "2024-12")).toBe("2024-12");
});

test("JSON is edited over several lines, every digit kept", () => {
  expect(editText(column("extra"), '{"ref":1005254182451511297,"a":[],"b":["x: [1]",{"c":1.10}]}')).toBe(
    '{\n  "ref": 1005254182451511297,\n  "a": [],\n  "b": [\n    "x: [1]",\n    {\n      "c": 1.10\n    }\n  ]\n}',
  );
});

test("a float is shown with the digits that it has", () => {
  expect(shownText(column("price", DOUBLE), "1.5e-07")).toBe("1.5e-07");
  expect(shownText(column("price", DOUBLE), "1234.5")).toBe("1,234.5");
});

test("a comma between numbers is not guessed at where it may be in one", () => {
  const amounts = column("amounts");
  for (const decimalComma of [true, null]) {
    const format = { decimalComma, dateOrder: null };
    expect(readText(amounts, "1,5; 2,5", format)).toHaveProperty("problem");
    expect(readText(amounts, "{1.5,2.5}", format)).toEqual({ value: ["1.5", "2.5"] });
  }
});
