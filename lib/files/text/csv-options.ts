import type { FileReading } from "@/lib/files/file-reading";

/** Line ends of any kind, also mixed: Windows, Unix, and the Macs of old. */
export const LINE_ENDS = ["\r\n", "\n", "\r"];

/** For csv-parse, the same for the first rows in the browser and for all of them on the server. */
export function csvOptions({ delimiter, quote }: Pick<FileReading, "delimiter" | "quote">) {
  return {
    delimiter,
    quote: quote === "" ? (false as const) : quote,
    escape: quote === "" ? null : quote,
    bom: true,
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    relax_quotes: true,
  };
}

/** `sep=;`, by which Excel is told the separator: no row of the table. */
export function separatorLine(text: string): string | undefined {
  return /^\uFEFF?sep=([,;\t|])(\r\n|\n|\r|$)/i.exec(text)?.[1];
}
