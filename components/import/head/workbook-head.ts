import { blobSource } from "@/lib/files/byte-source";
import { isBlank } from "@/lib/files/cell-text";
import { firstRow, headerRow } from "@/lib/files/header-row";
import {
  openWorkbook,
  readSheetHead,
  sheetOf,
  type SheetRow,
  type Workbook,
  type WorkbookSheet,
} from "@/lib/files/xlsx/workbook";
import { counted } from "@/lib/model/locale";
import type { ChosenReading, FileHead } from "./file-head";

const HEAD_ROWS = 50;

/** @throws AppError */
export async function workbookHead(file: File, names: string[], chosen: ChosenReading): Promise<FileHead> {
  const book = await openWorkbook(blobSource(file));
  const [sheet, all] = await firstRows(book, chosen.sheet ?? null);
  const hidden = all.filter((row) => row.hidden).length;
  const rows = chosen.hiddenRows === "skip" ? all.filter((row) => !row.hidden) : all;
  return {
    kind: "workbook",
    rows,
    sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })),
    notes: [
      ...(hidden > 0 ? [`${counted(hidden, "row")} of the first ${HEAD_ROWS} are hidden in the sheet.`] : []),
      ...(book.date1904 ? ["Its days are counted from 1904."] : []),
    ],
    reading: {
      lastRow: null,
      hiddenRows: "read",
      hasHeader: true,
      encoding: "utf-8",
      delimiter: ",",
      quote: '"',
      decimalComma: null,
      dateOrder: null,
      emptyMarks: [],
      ...chosen,
      sheet: sheet.name,
      headerRow: chosen.headerRow ?? (chosen.hasHeader === false ? firstRow(rows) : headerRow(rows, names)),
    },
  };
}

/** Of the sheet that was chosen, else of the first one that shows anything: many a workbook begins with a cover. */
async function firstRows(book: Workbook, chosen: string | null): Promise<[WorkbookSheet, SheetRow[]]> {
  for (const sheet of chosen === null ? book.sheets.filter(({ hidden }) => !hidden) : []) {
    const rows = await readSheetHead(book, sheet, HEAD_ROWS);
    if (rows.some(({ cells }) => cells.some((cell) => !isBlank(cell)))) return [sheet, rows];
  }
  const sheet = sheetOf(book, chosen);
  return [sheet, await readSheetHead(book, sheet, HEAD_ROWS)];
}
