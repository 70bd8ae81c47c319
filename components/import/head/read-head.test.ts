import { expect, test } from "vitest";
import { textRows, workbookFile } from "@/lib/testing/workbook-file";
import { columnsOf } from "./file-head";
import { readHead } from "./read-head";
import { readingText } from "./reading-words";

const NAMES = ["Id", "Name", "Price", "Date"];
const head = (content: BlobPart, chosen = {}) => readHead(new File([content], "a file"), NAMES, chosen);
const detected = async (content: BlobPart, chosen = {}) => (await head(content, chosen)).reading;
const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));

test.each<[what: string, content: BlobPart, expected: object]>([
  ["semicolons and decimal commas", "Id;Name;Price\n1;a;1,5\n2;b, c;1.234,50", { delimiter: ";", decimalComma: true }],
  ["commas in quotes", 'Id,Name\n1,"a; b; c"\n2,"d; e; f"', { delimiter: ",", decimalComma: false }],
  ["a title with commas", "Places, of May, all\n\nId;Name;Price\n1;a;2,5", { delimiter: ";", headerRow: 3 }],
  ["thousands that may be decimals", "Id;Price\n1;1.234\n2;2,500", { decimalComma: null }],
  ["a contradiction", "Id;Price\n1;1,5\n2;1.5", { decimalComma: null }],
  ["days first", "Id,Date\n1,01/02/2024\n2,31/12/2024", { dateOrder: "dmy" }],
  ["months first", "Id,Date\n1,12/31/2024", { dateOrder: "mdy" }],
  ["days that may be either", "Id,Date\n1,01/02/2024", { dateOrder: null }],
  ["both orders", "Id,Date\n1,31/12/2024\n2,12/31/2024", { dateOrder: null }],
  ["marks for empty", "Id\tName\n1\t\\N\n2\tNULL\n3\t#N/A", { delimiter: "\t", emptyMarks: ["\\N", "NULL", "#N/A"] }],
  ["a sep= line", "sep=|\r\nId,x|Name\r\n1|a,b", { delimiter: "|", headerRow: 2 }],
  ["single quotes", "Id,Name\n1,'a, b'\n2,'c'", { quote: "'", delimiter: "," }],
  ["an apostrophe", "Id,Name\n1,it's\n2,'t is", { quote: '"' }],
  ["comments and a blank line", "# made by x\n\nId,Name\n1,a", { headerRow: 3 }],
  ["names that the table doesn't know", "Monthly report\nKey,Label\n1,a", { headerRow: 2 }],
  ["one column", "Name\na\nb", { headerRow: 1 }],
  ["old line ends beyond the head", `Id,Name\r${"1,abcdefgh\r".repeat(9_000)}`, { headerRow: 1, delimiter: "," }],
  ["UTF-16 with its mark", bytes("\uFEFFId;Name\n1;ü", "utf16le"), { encoding: "utf-16le", delimiter: ";" }],
  ["UTF-16 without", bytes("Id;Name\n1;ü", "utf16le"), { encoding: "utf-16le" }],
  [
    "UTF-16, high byte first",
    new Uint8Array(Buffer.from("Id;Name\n1;ü", "utf16le").swap16()),
    { encoding: "utf-16be" },
  ],
  ["Western", bytes("Id;Name\n1;ü", "latin1"), { encoding: "windows-1252" }],
  [
    "Western, beyond the head",
    bytes(`Id,Name\n${"1,abcdefgh\n".repeat(9_000)}2,ü`, "latin1"),
    { encoding: "windows-1252" },
  ],
  ["UTF-8 whose head ends in a character", `Id,Name\n${"1,üüüüüüüü\n".repeat(9_000)}`, { encoding: "utf-8" }],
])("detects %s", async (_what, content, expected) => expect(await detected(content)).toMatchObject(expected));

test("what is chosen is not detected again, and the rows are those that will be read", async () => {
  const file = "Title\nId;Name\n1;ü";
  const chosen = await head(file, { delimiter: ",", headerRow: 2, decimalComma: true });
  expect(chosen.reading).toMatchObject({ delimiter: ",", headerRow: 2, decimalComma: true });
  expect(chosen.rows.map(({ cells }) => cells)).toEqual([["Title"], ["Id;Name"], ["1;ü"]]);
  expect(columnsOf(await head(file))).toEqual([
    { heading: "Id", samples: ["1"] },
    { heading: "Name", samples: ["ü"] },
  ]);
});

test("without a header the first row that is not empty is a row like the others", async () => {
  const none = await head("\n1;Id;1,5;\n2;b;31,2;more", { hasHeader: false });
  expect(none.reading).toMatchObject({ hasHeader: false, headerRow: 2, decimalComma: true });
  expect(readingText(none)).toContain("no header");
  expect(columnsOf(none)).toEqual([
    { heading: "", samples: ["1", "2"] },
    { heading: "", samples: ["Id", "b"] },
    { heading: "", samples: ["1,5", "31,2"] },
    { heading: "", samples: ["more"] },
  ]);
  const sheet = workbookFile({ sheets: { Data: { rows: textRows([[], ["1", "Id"]]) } } }) as BlobPart;
  expect((await head(sheet, { hasHeader: false })).reading).toMatchObject({ hasHeader: false, headerRow: 2 });
});

test("mixed line ends are said", async () => {
  expect((await head("Id,Name\r\n1,a\n2,b\r3,c")).notes).toEqual([
    "It mixes line ends: Windows, Unix, and old Mac. Each of them ends a row.",
  ]);
});

test("a workbook shows its sheets, the first one that is visible, its header and what it hides", async () => {
  const rows = textRows([["Report"], [], ["Id", "Name"], ["1", "a"]]);
  const hidden = '<row hidden="1"><c><v>2</v></c></row>';
  const sheets = {
    Old: { rows, state: "hidden" },
    Cover: { rows: "" },
    Data: { rows: rows + hidden },
    More: { rows: "" },
  };
  const file = workbookFile({ sheets }) as BlobPart;
  const read = await head(file);
  expect(read.reading).toMatchObject({ sheet: "Data", headerRow: 3 });
  expect(read.sheets.map(({ name }) => name)).toEqual(["Old", "Cover", "Data", "More"]);
  expect(read.notes).toEqual(["1 row of the first 50 are hidden in the sheet."]);
  expect(readingText(read)).toBe("Sheet “Data”, one of 4");
  expect((await head(file, { hiddenRows: "skip" })).rows.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
});

test("what is neither is said before anything is sent", async () => {
  await expect(head("%PDF-1.7")).rejects.toThrow(
    "This is a PDF document. Save it as an Excel workbook (.xlsx) or as CSV",
  );
});
