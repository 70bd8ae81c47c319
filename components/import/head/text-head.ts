import { parse } from "csv-parse/browser/esm/sync";
import type { FileReading } from "@/lib/files/file-reading";
import { firstRow, headerRow } from "@/lib/files/header-row";
import type { FileRow } from "@/lib/files/sheet-cell";
import { csvOptions, separatorLine } from "@/lib/files/text/csv-options";
import { detectEncoding } from "@/lib/files/text/detect-encoding";
import { detectDelimiter, detectFormats, detectMarks, detectQuote, lineEnds } from "@/lib/files/text/detect-table";
import { listed } from "@/lib/model/locale";
import { type ChosenReading, type FileHead, valueRows } from "./file-head";

const HEAD_BYTES = 65_536;
const HEAD_ROWS = 200;

/** @throws Error where it can't be read with what was chosen */
export async function textHead(file: File, names: string[], chosen: ChosenReading): Promise<FileHead> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const encoding = chosen.encoding ?? (await detectEncoding(file, bytes));
  const text = headText(bytes, encoding, bytes.length === file.size);
  const quote = chosen.quote ?? detectQuote(text);
  const delimiter = chosen.delimiter ?? detectDelimiter(text, quote);
  const rows = rowsOf(text, { delimiter, quote });
  const { hasHeader = true } = chosen;
  const header = chosen.headerRow ?? (hasHeader ? headerRow(rows, names) : firstRow(rows));
  const below = valueRows(rows, { headerRow: header, hasHeader, lastRow: null }).map(({ cells }) => cells.map(String));
  const ends = lineEnds(text);
  return {
    kind: "text",
    rows,
    sheets: [],
    notes: ends.length > 1 ? [`It mixes line ends: ${listed(ends)}. Each of them ends a row.`] : [],
    reading: {
      lastRow: null,
      sheet: null,
      hiddenRows: "read",
      hasHeader,
      ...detectFormats(below, delimiter),
      emptyMarks: detectMarks(below),
      ...chosen,
      encoding,
      delimiter,
      quote,
      headerRow: header,
    },
  };
}

/** What is cut off in the middle, a character or a row, is left out. */
function headText(bytes: Uint8Array, encoding: string, whole: boolean): string {
  const text = new TextDecoder(encoding).decode(bytes, { stream: !whole });
  return whole ? text : text.slice(0, Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1);
}

function rowsOf(text: string, how: Pick<FileReading, "delimiter" | "quote">): FileRow[] {
  const parsed: string[][] = parse(text, { ...csvOptions(how), to: HEAD_ROWS });
  const rows = parsed.map((cells, i) => ({ row: i + 1, cells }));
  return separatorLine(text) ? rows.slice(1) : rows;
}
