import type { ByteSource } from "@/lib/files/byte-source";
import type { FileCell, FileRow } from "@/lib/files/sheet-cell";
import { AppError } from "@/lib/model/errors";
import { cellOf } from "./cell-of";
import { readStyles } from "./read-styles";
import { SharedTexts } from "./shared-texts";
import { type RawRow, type SheetFacts, sheetRows } from "./sheet-rows";
import { readXml } from "./xml-events";
import { openParts, partTexts, type Parts } from "./zip-parts";

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  /** The name of its part in the file. */
  part: string;
}

export interface Workbook {
  sheets: WorkbookSheet[];
  date1904: boolean;
  parts: Parts;
  sharedTexts: string;
  styles: string;
}

export interface SheetRow extends FileRow {
  hidden: boolean;
}

/** What an Excel workbook (ECMA-376) holds, before any of its rows is read. @throws AppError INVALID */
export async function openWorkbook(source: ByteSource): Promise<Workbook> {
  const parts = await openParts(source);
  const root = await relations(parts, "");
  const path = root.find(({ type }) => type === "officeDocument")?.target ?? "xl/workbook.xml";
  const part = parts.get(path.toLowerCase());
  if (!part || !path.endsWith(".xml"))
    throw new AppError("INVALID", "This file is no Excel workbook (.xlsx). Save it as one or as CSV, and choose that.");
  const related = await relations(parts, path);
  const book: Workbook = {
    sheets: [],
    date1904: false,
    parts,
    sharedTexts: related.find(({ type }) => type === "sharedStrings")?.target ?? "xl/sharedStrings.xml",
    styles: related.find(({ type }) => type === "styles")?.target ?? "xl/styles.xml",
  };
  await readXml(partTexts(part), {
    open(name, attributes) {
      if (name === "workbookPr") book.date1904 = ["1", "true", "on"].includes(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      const relation = related.find(({ id }) => id === attribute(attributes, "id"));
      if (relation?.type !== "worksheet") return;
      const hidden = (attributes.state ?? "visible") !== "visible";
      book.sheets.push({ name: attributes.name ?? "", hidden, part: relation.target });
    },
  });
  if (book.sheets.length === 0) throw new AppError("INVALID", "This workbook has no sheet with cells.");
  return book;
}

/** The sheet of this name, else the first that is shown. @throws AppError INVALID */
export function sheetOf({ sheets }: Workbook, name: string | null): WorkbookSheet {
  const sheet =
    name === null ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0]) : sheets.find((each) => each.name === name);
  if (!sheet) throw new AppError("INVALID", `This workbook has no sheet “${name}”.`);
  return sheet;
}

/** All rows of a sheet that have values. Facts that are said about the sheet grow while it is read. */
export async function* readSheet(
  book: Workbook,
  sheet: WorkbookSheet,
  facts: SheetFacts,
): AsyncGenerator<SheetRow, void, undefined> {
  const styles = await readStyles(partOf(book, book.styles));
  const texts = await SharedTexts.read(partOf(book, book.sharedTexts));
  const context = { styles, texts, date1904: book.date1904 };
  for await (const rows of rawRows(book, sheet, facts)) for (const raw of rows) yield rowOf(raw, context);
}

/** The first rows only: no more of the shared texts is read than these need. */
export async function readSheetHead(book: Workbook, sheet: WorkbookSheet, most: number): Promise<SheetRow[]> {
  const raw: RawRow[] = [];
  for await (const rows of rawRows(book, sheet, noFacts())) {
    raw.push(...rows.slice(0, most - raw.length));
    if (raw.length >= most) break;
  }
  const named = raw.flatMap(({ cells }) => cells.map(({ type, text }) => (type === "s" ? Number(text) + 1 : 0)));
  const styles = await readStyles(partOf(book, book.styles));
  const texts = await SharedTexts.read(partOf(book, book.sharedTexts), Math.max(0, ...named));
  return raw.map((row) => rowOf(row, { styles, texts, date1904: book.date1904 }));
}

export const noFacts = (): SheetFacts => ({ formulas: 0, hiddenRows: 0, merged: [], mergedCount: 0 });

function rawRows(book: Workbook, { name, part }: WorkbookSheet, facts: SheetFacts): AsyncGenerator<RawRow[], void> {
  const entry = partOf(book, part);
  if (!entry) throw new AppError("INVALID", `The sheet “${name}” is missing in the file.`);
  return sheetRows(entry, facts);
}

function rowOf({ row, hidden, cells }: RawRow, context: Parameters<typeof cellOf>[1]): SheetRow {
  const all: FileCell[] = [];
  for (const cell of cells) {
    while (all.length < cell.column) all.push("");
    all[cell.column] = cellOf(cell, context);
  }
  return { row, hidden, cells: all };
}

const partOf = ({ parts }: Workbook, path: string) => parts.get(path.toLowerCase());

interface Relation {
  id: string;
  /** The last part of its name, which is the same in both dialects of the standard. */
  type: string;
  target: string;
}

/** What a part refers to, by paths from the root of the file. */
async function relations(parts: Parts, path: string): Promise<Relation[]> {
  const [folder, file] = [path.slice(0, path.lastIndexOf("/") + 1), path.slice(path.lastIndexOf("/") + 1)];
  const part = parts.get(`${folder}_rels/${file}.rels`.toLowerCase());
  const found: Relation[] = [];
  if (part)
    await readXml(partTexts(part), {
      open(name, { Id: id = "", Type: type = "", Target: target = "" }) {
        if (name !== "Relationship") return;
        const resolved = new URL(target, `file:///${folder}`).pathname.slice(1);
        found.push({ id, type: type.slice(type.lastIndexOf("/") + 1), target: decodeURIComponent(resolved) });
      },
    });
  return found;
}

/** Whatever prefix the file gives it. */
function attribute(attributes: Record<string, string>, name: string): string | undefined {
  return Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1];
}
