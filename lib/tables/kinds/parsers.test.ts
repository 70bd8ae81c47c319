import { describe, expect, test } from "vitest";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { filterOperatorOf, kindOf, operationOf } from "./index";
import type { KindId } from "./kind-info";

const column = (kind: KindId, rest: Partial<ColumnInfo> = {}): ColumnInfo => ({
  id: "c",
  label: "C",
  kind,
  nullable: true,
  editable: true,
  primaryKey: false,
  hasDefault: false,
  searchable: false,
  hidden: false,
  width: 100,
  maxLength: null,
  precision: null,
  scale: null,
  min: null,
  max: null,
  enumValues: null,
  references: null,
  floating: false,
  help: null,
  withTimeZone: false,
  itemKind: null,
  align: "start",
  sortable: true,
  filterOperators: [],
  ...rest,
});

const COLUMNS = {
  text: column("text", { maxLength: 5 }),
  integer: column("integer", { min: 0, max: 2_147_483_647 }),
  decimal: column("decimal", { precision: 10, scale: 2 }),
  boolean: column("boolean"),
  enum: column("enum", { enumValues: ["new", "old"] }),
  date: column("date"),
  at: column("timestamp", { withTimeZone: true }),
  wall: column("timestamp"),
  uuid: column("uuid"),
  key: column("foreignKey", { itemKind: "integer", min: 1, max: 100 }),
  json: column("json"),
  tags: column("array", { itemKind: "text" }),
  sizes: column("array", { itemKind: "integer" }),
};
type Name = keyof typeof COLUMNS;
const parse = (name: Name, value: unknown) => kindOf(COLUMNS[name].kind).parser(COLUMNS[name]).safeParse(value);

test.each<[Name, unknown, unknown]>([
  ["text", "añ\t'\"", "añ\t'\""],
  ["text", "", ""],
  ["integer", 12, 12],
  ["integer", " 12 ", 12],
  ["decimal", 12.5, "12.5"],
  ["decimal", "-99999999.99", "-99999999.99"],
  ["decimal", "1.500", "1.500"],
  ["decimal", 1e-2, "0.01"],
  ["boolean", false, false],
  ["enum", "old", "old"],
  ["date", "2024-02-29", "2024-02-29"],
  ["date", "2000-02-29", "2000-02-29"],
  ["date", "0001-01-01", "0001-01-01"],
  ["at", "2024-12-31T18:30Z", "2024-12-31T18:30Z"],
  ["at", "2024-12-31T18:30:01.123456+05:30", "2024-12-31T18:30:01.123456+05:30"],
  ["wall", "2024-12-31T18:30", "2024-12-31T18:30"],
  ["wall", "2024-12-31T18:30:00Z", "2024-12-31T18:30:00"],
  ["wall", "2024-12-31T18:30:00+02:00", "2024-12-31T16:30:00.000"],
  ["uuid", "2F1C6CE0-5B0F-4D3C-9A51-0D1F2C3B4A59", "2F1C6CE0-5B0F-4D3C-9A51-0D1F2C3B4A59"],
  ["key", "7", 7],
  ["json", { a: [1, null, "x"] }, '{"a":[1,null,"x"]}'],
  ["json", '{"ref": 1005254182451511297, "vat": 1.10}', '{"ref": 1005254182451511297, "vat": 1.10}'],
  ["json", '"\\\\u0000"', '"\\\\u0000"'],
  ["tags", ["a", "b,c"], ["a", "b,c"]],
  ["sizes", ["1", 2], [1, 2]],
])("%s takes %j", (name, value, expected) => {
  expect(parse(name, value)).toMatchObject({ success: true, data: expected });
});

test.each<[Name, unknown, string]>([
  ["text", "123456", "Must be at most 5 characters long."],
  ["text", 5, "Must be text."],
  ["text", "a\u0000", "Must not contain the NUL character."],
  ["integer", -1, "Must be a whole number between 0 and 2,147,483,647."],
  ["integer", 1.5, "Must be a whole number between 0 and 2,147,483,647."],
  ["integer", "1e3", "Must be a whole number between 0 and 2,147,483,647."],
  ["integer", "", "Must be a whole number between 0 and 2,147,483,647."],
  ["integer", null, "Must be a whole number between 0 and 2,147,483,647."],
  ["decimal", "1.005", "Must have at most 2 digits after the point."],
  ["decimal", "100000000", "Must be between -99,999,999 and 99,999,999."],
  ["decimal", "1,5", "Must be a number with a point before its decimals, like 1234.5."],
  ["decimal", "1 5", "Must be a number."],
  ["decimal", "NaN", "Must be a number."],
  ["decimal", Number.NaN, "Must be a number."],
  ["decimal", "", "Must be a number."],
  ["boolean", "true", "Must be yes or no."],
  ["enum", "gone", "Must be one of: new, old."],
  ["date", "2023-02-29", "Must be a date like 2024-12-31."],
  ["date", "1900-02-29", "Must be a date like 2024-12-31."],
  ["date", "0000-01-01", "Must be a date like 2024-12-31."],
  ["date", "31.12.2024", "Must be a date like 2024-12-31."],
  ["at", "2024-12-31T18:30", "Must be a date and time with its zone, like 2024-12-31T18:30:00Z."],
  ["at", "2024-02-30T18:30Z", "Must be a date and time with its zone, like 2024-12-31T18:30:00Z."],
  ["wall", "2024-12-31", "Must be a date and time like 2024-12-31T18:30."],
  ["wall", "2024-12-31T24:00", "Must be a date and time like 2024-12-31T18:30."],
  ["uuid", "abc", "Must be a UUID like 2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59."],
  ["key", "101", "Must be a whole number between 1 and 100."],
  ["json", undefined, "Must be JSON."],
  ["json", "{", "Must be JSON."],
  ["json", '"\\u0000"', "Must not contain the NUL character or half a character."],
  ["json", ["\ud83d"], "Must not contain the NUL character or half a character."],
  ["text", "\ud83d", "Must not contain half a character."],
  ["json", "x".repeat(100_001), "Must be at most 100,000 characters of JSON."],
  ["tags", "a", "Must be a list."],
  ["sizes", ["x"], "Must be a whole number between -2,147,483,648 and 2,147,483,647."],
])("%s refuses %j in a short sentence", (name, value, message) => {
  const result = parse(name, value);
  expect(result.error?.issues[0]?.message).toBe(message);
});

describe("operands", () => {
  const operand = (name: Name, op: string, operands: unknown, columns?: ColumnInfo[]) =>
    operationOf(COLUMNS[name], op)?.parser(COLUMNS[name], columns).safeParse(operands);

  test.each<[Name, string, unknown, string]>([
    ["text", "set", {}, "Enter a value."],
    ["integer", "set", { value: "many" }, "Must be a whole number between 0 and 2,147,483,647."],
    ["integer", "add", {}, "Enter a number."],
    ["integer", "add", { by: "x" }, "Must be a number."],
    ["integer", "round", { step: 0.5 }, "Must be a whole number."],
    ["decimal", "round", { step: 0 }, "Must be greater than 0."],
    ["decimal", "round", { step: 1, direction: "sideways" }, "Must be nearest, up or down."],
    ["text", "append", { text: "" }, "Enter a text."],
    ["text", "replaceText", { find: "" }, "Enter the text to find."],
    ["date", "shift", { amount: 0, unit: "days" }, "Must be a whole number, not 0, of at most 100,000."],
    ["date", "shift", { amount: 1, unit: "hours" }, "Must be one of: days, months, years."],
    ["at", "setTime", { time: "25:00" }, "Must be a time like 18:30."],
    ["at", "setTime", { time: "12:00", zone: "Mars/Olympus" }, "Must be a time zone like Europe/Amsterdam."],
    ["tags", "addItems", { items: [] }, "Enter at least one item."],
    ["json", "setPath", { path: [], value: 1 }, "Enter at least one key."],
    ["text", "copyFrom", {}, "Choose a column."],
  ])("%s %s %j", (name, op, operands, message) => {
    expect(operand(name, op, operands)?.error?.issues[0]?.message).toBe(message);
  });

  test("a column is copied only from one whose values it can hold", () => {
    const price = { ...COLUMNS.decimal, id: "price", label: "Price" };
    const columns = [COLUMNS.integer, price];
    expect(operand("integer", "copyFrom", { column: "price" }, columns)?.error?.issues[0]?.message).toBe(
      "C can't take over the values of Price.",
    );
    expect(operand("integer", "copyFrom", { column: "nope" }, columns)?.error?.issues[0]?.message).toBe(
      "There is no column “nope”.",
    );
    expect(operationOf(price, "copyFrom")?.parser(price, columns).safeParse({ column: "c" }).success).toBe(true);
  });

  test("what a column does not offer does not exist", () => {
    const mandatory = { ...COLUMNS.date, nullable: false };
    expect(operationOf(mandatory, "clear")).toBeUndefined();
    expect(filterOperatorOf(mandatory, "isEmpty")).toBeUndefined();
    expect(operationOf(COLUMNS.date, "multiply")).toBeUndefined();
  });

  test.each<[Name, string, Record<string, unknown>, string]>([
    ["enum", "set", { value: "new" }, "set to new"],
    ["integer", "add", { by: -5 }, "subtract 5"],
    ["decimal", "percent", { by: 3, step: 1, direction: "up" }, "increase by 3%, rounded up to 1"],
    ["date", "shift", { amount: -1, unit: "months" }, "move 1 month back"],
    ["text", "replaceText", { find: "a", matchCase: false }, "replace “a” by nothing in any case"],
    ["tags", "addItems", { items: ["a", "b"] }, "add a, b"],
    ["json", "setPath", { path: ["a", "b"], value: { c: 1 } }, 'set a.b to {"c":1}'],
  ])("%s %s %j reads “%s”", (name, op, operands, words) => {
    const spec = operationOf(COLUMNS[name], op)!;
    expect(spec.describe(spec.parser(COLUMNS[name]).parse(operands) as never, COLUMNS[name])).toBe(words);
  });
});
