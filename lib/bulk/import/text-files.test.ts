import { expect, test } from "vitest";
import { ImportSpec, type ImportSpecInput } from "./import-spec";
import { openFile } from "./open-file";
import { UNREADABLE } from "./decoded-texts";

async function rowsOf(file: BlobPart, spec: Partial<ImportSpecInput> = {}, piece = 65_536) {
  const bytes = new Uint8Array(await new Blob([file]).arrayBuffer());
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + piece));
      at += piece;
    },
  });
  const parsed = ImportSpec.parse({ table: "places", mode: "insert", columns: ["name"], ...spec });
  const { rows } = await openFile(body, parsed);
  const all: [row: number, ...cells: unknown[]][] = [];
  for await (const { row, cells } of rows) all.push([row, ...cells]);
  return all;
}

const utf16 = (text: string, order: "le" | "be") => {
  const bytes = Buffer.from(text, "utf16le");
  return new Uint8Array(order === "le" ? bytes : bytes.swap16());
};

test.each([1, 2, 3, 7, 65_536])("mixed line ends each end a row, cut into pieces of %i bytes", async (piece) => {
  expect(await rowsOf('Id,Notes\r\nCG-12520,hello\nB,"two\r\nlines"\rC,ü\r\n', {}, piece)).toEqual([
    [1, "Id", "Notes"],
    [2, "CG-12520", "hello"],
    [3, "B", "two\r\nlines"],
    [4, "C", "ü"],
  ]);
});

test("a file of the Macs of old is read beyond its first pieces", async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `${i},text`);
  const rows = await rowsOf(["Id,Name", ...lines].join("\r"));
  expect(rows).toHaveLength(20_001);
  expect(rows.at(-1)).toEqual([20_001, "19999", "text"]);
});

test.each<[string, Uint8Array<ArrayBuffer>, ImportSpecInput["encoding"]]>([
  ["low byte first, with its mark", utf16("\uFEFFId;Name\r\n1;Zürich", "le"), "utf-8"],
  ["high byte first, with its mark", utf16("\uFEFFId;Name\r\n1;Zürich", "be"), "utf-8"],
  ["low byte first, chosen", utf16("Id;Name\r\n1;Zürich", "le"), "utf-16le"],
  ["high byte first, chosen", utf16("Id;Name\r\n1;Zürich", "be"), "utf-16be"],
])("UTF-16, %s", async (_what, bytes, encoding) => {
  for (const piece of [1, 65_536])
    expect(await rowsOf(bytes, { encoding, delimiter: ";" }, piece)).toEqual([
      [1, "Id", "Name"],
      [2, "1", "Zürich"],
    ]);
});

test("the separator of a sep= line is no row, and rows keep their numbers", async () => {
  expect(await rowsOf("\uFEFFsep=;\r\nId;Name\r\n1;a", { delimiter: ";" })).toEqual([
    [2, "Id", "Name"],
    [3, "1", "a"],
  ]);
});

test("a blank first line, a title and comments stand above the header that is chosen", async () => {
  expect(await rowsOf("\nId,Name\n1,a")).toEqual([
    [2, "Id", "Name"],
    [3, "1", "a"],
  ]);
  expect(
    await rowsOf('Report of "May"\n# exported, by me\n\nId,Name\n1,a\nTotal,1', { headerRow: 4, lastRow: 5 }),
  ).toEqual([
    [4, "Id", "Name"],
    [5, "1", "a"],
  ]);
});

test("single quotes, and none at all", async () => {
  expect(await rowsOf("Id,Name\n1,'a, b'\n2,it''s", { quote: "'" })).toEqual([
    [1, "Id", "Name"],
    [2, "1", "a, b"],
    [3, "2", "it''s"],
  ]);
  expect(await rowsOf('Id,Name\n1,"5""', { quote: "" })).toEqual([
    [1, "Id", "Name"],
    [2, "1", '"5""'],
  ]);
});

test.each([1, 2, 5, 65_536])(
  "bytes that are no UTF-8 mark their own cell only, in pieces of %i bytes",
  async (piece) => {
    const bytes = Buffer.concat([
      Buffer.from("Id,Name\n1,Zürich €𝄞\n2,Z"),
      Buffer.from([0xfc]),
      Buffer.from("rich\n3,Genève\n4,"),
      Buffer.from([0xe2, 0x82]),
      Buffer.from("\n5,end"),
      Buffer.from([0xc3]),
    ]);
    expect(await rowsOf(new Uint8Array(bytes), {}, piece)).toEqual([
      [1, "Id", "Name"],
      [2, "1", "Zürich €𝄞"],
      [3, "2", `Z${UNREADABLE}rich`],
      [4, "3", "Genève"],
      [5, "4", UNREADABLE + UNREADABLE],
      [6, "5", `end${UNREADABLE}`],
    ]);
  },
);
