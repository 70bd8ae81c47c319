import type { Delimiter, Encoding, FileReading, Quote } from "@/lib/files/file-reading";
import { listed, number } from "@/lib/model/locale";
import type { FileHead } from "./file-head";

export const ENCODING_WORDS: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "windows-1252": "Western (Windows-1252)",
  "utf-16le": "UTF-16, low byte first",
  "utf-16be": "UTF-16, high byte first",
};
export const DELIMITER_WORDS: Record<Delimiter, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "vertical bar",
};
export const QUOTE_WORDS: Record<Quote, string> = { '"': "double quotes", "'": "single quotes", "": "nothing" };

/** How a file is read, in a line: what an accountant would check first. */
export function readingText({ kind, reading, sheets }: FileHead): string {
  const parts =
    kind === "workbook"
      ? [sheets.length > 1 ? `Sheet “${reading.sheet}”, one of ${sheets.length}` : `Sheet “${reading.sheet}”`]
      : [
          `Separated by ${DELIMITER_WORDS[reading.delimiter]}s`,
          ENCODING_WORDS[reading.encoding],
          decimalText(reading.decimalComma),
          ...(reading.dateOrder ? [reading.dateOrder === "dmy" ? "day before month" : "month before day"] : []),
        ];
  if (reading.emptyMarks.length > 0) parts.push(`${listed(reading.emptyMarks)} as empty`);
  if (!reading.hasHeader) parts.push("no header");
  if (reading.lastRow !== null) parts.push(`up to row ${number(reading.lastRow)}`);
  return parts.join(" · ");
}

function decimalText(decimalComma: FileReading["decimalComma"]): string {
  if (decimalComma === null) return "decimal sign unknown";
  return decimalComma ? "decimal comma" : "decimal point";
}
