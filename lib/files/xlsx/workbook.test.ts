import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { cellText, plainText } from "@/lib/files/cell-text";
import { things } from "@/lib/testing/every-kind";
import { bytesSource, textRows, workbookFile, type WorkbookFile } from "@/lib/testing/workbook-file";
import { noFacts, openWorkbook, readSheet, readSheetHead, sheetOf } from "./workbook";

async function read(file: WorkbookFile, name: string | null = null) {
  const book = await openWorkbook(bytesSource(workbookFile(file)));
  const facts = noFacts();
  const rows = [];
  for await (const row of readSheet(book, sheetOf(book, name), facts)) rows.push(row);
  return { book, rows, facts };
}

const SHARED =
  "<si><t>plain</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>bold</t></r><rPh sb='0' eb='1'><t>furigana</t></rPh></si>" +
  '<si><t xml:space="preserve"> a_x000D_b_x005F_x0041_ </t></si>';
const FORMATS = ["yyyy\\-mm\\-dd", "[h]:mm:ss", "d/m/yyyy h:mm", "h:mm AM/PM", '#,##0.00 "days"', "[Red]0.00E+00"];

test.each<[what: string, cell: string, column: string, expected: string]>([
  ["a shared text", '<c t="s"><v>0</v></c>', "name", "plain"],
  ["rich text, without furigana", '<c t="s"><v>1</v></c>', "name", "rich bold"],
  ["an escaped character", '<c t="s"><v>2</v></c>', "name", " a\rb_x0041_ "],
  ["inline text in runs", '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>', "name", "inline"],
  ["a day", '<c s="1"><v>45351</v></c>', "due", "2024-02-29"],
  ["a day before the leap day that never was", '<c s="1"><v>59</v></c>', "due", "1900-02-28"],
  ["a day whose time is not shown", '<c s="1"><v>45351.75</v></c>', "due", "2024-02-29"],
  ["a day with its time", '<c s="3"><v>45351.5</v></c>', "wall", "2024-02-29T12:00:00"],
  ["the same where only the time is shown", '<c s="4"><v>45351.5</v></c>', "wall", "2024-02-29T12:00:00"],
  ["a time of day", '<c s="4"><v>0.75</v></c>', "name", "18:00:00"],
  ["milliseconds", '<c s="3"><v>45351.000005787</v></c>', "wall", "2024-02-29T00:00:00.5"],
  ["more than a day of hours", '<c s="2"><v>1.5</v></c>', "name", "36:00:00"],
  ["a day as a text", '<c s="1"><v>45351</v></c>', "name", "2024-02-29"],
  ["a number with a unit", '<c s="5"><v>7</v></c>', "count", "7"],
  ["a number with an exponent format", '<c s="6"><v>7</v></c>', "count", "7"],
  ["true", '<c t="b"><v>1</v></c>', "done", "true"],
  ["a formula's number", "<c><f>1+1</f><v>2</v></c>", "count", "2"],
  ["a formula's text", '<c t="str"><f>"a"</f><v>a</v></c>', "name", "a"],
  ["a formula's empty text", '<c t="str"><f>""</f><v></v></c>', "name", ""],
  ["a formula's day", '<c s="1"><f>TODAY()</f><v>45351</v></c>', "due", "2024-02-29"],
  ["binary noise of 1.1", "<c><v>1.1000000000000001</v></c>", "price", "1.1"],
  ["binary noise of a computed price", "<c><f>10*1.19</f><v>11.899999999999999</v></c>", "price", "11.9"],
  [
    "a whole number of 16 digits that another program wrote",
    "<c><v>9007199254740993</v></c>",
    "count",
    "9007199254740993",
  ],
  ["a tiny number", "<c><v>1.0E-7</v></c>", "name", "1e-7"],
  ["a number shown as text", "<c><v>491230000000</v></c>", "name", "491230000000"],
  ["ISO 8601", '<c t="d"><v>2024-02-29T12:00:00</v></c>', "wall", "2024-02-29T12:00:00"],
])("%s", async (_what, cell, column, expected) => {
  const { rows } = await read({
    sheets: { A: { rows: `<row r="1">${cell}</row>` } },
    shared: SHARED,
    formats: FORMATS,
  });
  const [value] = rows[0]!.cells;
  expect(cellText(value as Exclude<typeof value, string | undefined>, things.column(column))).toEqual({
    text: expected,
  });
});

test.each([
  ["an error", '<c t="e"><v>#N/A</v></c>', "The cell has the error #N/A."],
  ["a formula's error", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "The cell has the error #DIV/0!."],
  [
    "a formula that nobody computed",
    "<c><f>A1</f></c>",
    "The cell has a formula without a stored value: open the file in a spreadsheet and save it.",
  ],
  [
    "a number of 17 digits as a text",
    "<c><v>1.23456789012345E+16</v></c>",
    "“1.23456789012345E+16” may have lost digits in the spreadsheet: format the column as text.",
  ],
])("%s is refused", async (_what, cell, problem) => {
  const { rows } = await read({ sheets: { A: { rows: `<row>${cell}</row>` } } });
  const [value] = rows[0]!.cells;
  expect(cellText(value as Exclude<typeof value, string | undefined>, things.column("name"))).toEqual({ problem });
});

test("the calendar of 1904 is another one", async () => {
  const day = { sheets: { A: { rows: '<row><c s="1"><v>45351</v></c></row>' } }, formats: FORMATS };
  const both = await Promise.all([false, true].map((date1904) => read({ ...day, date1904 })));
  expect(both.map(({ rows }) => plainText(rows[0]!.cells[0]!))).toEqual(["2024-02-29", "2028-03-01"]);
});

test("rows and cells stand where they say, and what is hidden or merged is counted", async () => {
  const { rows, facts } = await read({
    sheets: {
      A: {
        rows: '<row r="2"><c r="C2"><v>1</v></c><c><v>2</v></c></row><row hidden="1"><c><v>3</v></c></row><row r="9"><c r="B9"/></row>',
        rest: '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:C9"/></mergeCells>',
      },
    },
  });
  expect(rows.map(({ row, hidden, cells }) => [row, hidden, cells.map(plainText)])).toEqual([
    [2, false, ["", "", "1", "2"]],
    [3, true, ["3"]],
    [9, false, []],
  ]);
  expect(facts).toEqual({ formulas: 0, hiddenRows: 1, merged: ["A1:B2", "C1:C9"], mergedCount: 2 });
});

test("a sheet is found by its name, else the first that is shown; the head needs only its own shared texts", async () => {
  const file = {
    sheets: {
      Old: { rows: textRows([["old"]]), state: "hidden" },
      New: { rows: '<row><c t="s"><v>1</v></c></row>' + textRows([["b"], ["c"]]) },
    },
    shared: "<si><t>zero</t></si><si><t>one</t></si><si><t>two</t></si>",
  };
  const { rows } = await read(file, "Old");
  expect(rows.map(({ cells }) => cells.map(plainText))).toEqual([["old"]]);
  const book = await openWorkbook(bytesSource(workbookFile(file)));
  expect(sheetOf(book, null)).toMatchObject({ name: "New" });
  const head = await readSheetHead(book, sheetOf(book, null), 2);
  expect(head.map(({ cells }) => cells.map(plainText))).toEqual([["one"], ["b"]]);
  await expect(read(file, "Nope")).rejects.toMatchObject({ message: "This workbook has no sheet “Nope”." });
});

test("prefixes and the strict dialect are read as well", async () => {
  const strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
  const zip = zipSync({
    "_rels/.rels": strToU8(
      `<Relationships><Relationship Id="a" Type="${strict}/officeDocument" Target="book.xml"/></Relationships>`,
    ),
    "book.xml": strToU8(
      '<x:workbook xmlns:x="y" xmlns:q="z"><x:sheets><x:sheet name="S" q:id="b"/></x:sheets></x:workbook>',
    ),
    "_rels/book.xml.rels": strToU8(
      `<Relationships><Relationship Id="b" Type="${strict}/worksheet" Target="./s.xml"/></Relationships>`,
    ),
    "s.xml": strToU8(
      '<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>hi</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>',
    ),
  });
  const book = await openWorkbook(bytesSource(zip));
  const [row] = await readSheetHead(book, sheetOf(book, null), 1);
  expect(row?.cells.map(plainText)).toEqual(["hi"]);
});

test.each<[string, () => Uint8Array, RegExp]>([
  [
    "cut off",
    () => workbookFile({ sheets: { A: { rows: textRows([["a"]]) } } }).subarray(0, -40),
    /damaged or was cut off/,
  ],
  [
    "a document",
    () => zipSync({ "[Content_Types].xml": strToU8("<a/>"), "word/document.xml": strToU8("<a/>") }),
    /no Excel workbook/,
  ],
  ["not closed", () => workbookFile({ sheets: { A: { rows: "<row><c>" } } }), /damaged/],
  ["full of entities", () => workbookFile({ sheets: { A: { rows: "<row><c><v>&lol;</v></c></row>" } } }), /damaged/],
  ["a bomb of one text", () => bomb("x".repeat(9_000_000)), /longer than any cell/],
  ["a bomb of many rows", () => bomb("<row></row>".repeat(1_500_000)), /unfolds to more than/],
  [
    "too wide",
    () => workbookFile({ sheets: { A: { rows: '<row><c r="XFD1"><v>1</v></c></row>' } } }),
    /beyond column 1,000/,
  ],
])("a workbook that is %s is refused in words", async (_what, file, words) => {
  const source = bytesSource(file());
  async function all(): Promise<void> {
    const book = await openWorkbook(source);
    for await (const _ of readSheet(book, sheetOf(book, null), noFacts()));
  }
  await expect(all()).rejects.toMatchObject({ name: "AppError", message: expect.stringMatching(words) });
});

const bomb = (rows: string) => workbookFile({ sheets: { A: { rows } } });
