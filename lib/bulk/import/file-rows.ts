import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { CsvError, parse } from "csv-parse";
import { AppError } from "@/lib/model/errors";
import { counted, number } from "@/lib/model/locale";
import type { ImportSpec } from "./import-spec";

export const MOST_ROWS = 2_000_000;
const MOST_ROW_CHARACTERS = 1_000_000;

export interface FileRow {
  /** As a spreadsheet shows it: from 1, header and empty rows counted. */
  row: number;
  cells: string[];
}

/**
 * The rows of a CSV file, header included, while it arrives: never more of it in memory than a few rows. Empty rows are
 * counted and left out. Byte order mark, line ends of any kind and stray quotes are no trouble.
 *
 * @throws AppError INVALID (not in this encoding, a quote that never closes), TOO_MANY
 */
export async function* fileRows(
  body: ReadableStream<Uint8Array>,
  { delimiter, encoding }: Pick<ImportSpec, "delimiter" | "encoding">,
): AsyncGenerator<FileRow, void, undefined> {
  const decoder = new TextDecoderStream(encoding, { fatal: true });
  const text = Readable.fromWeb(body.pipeThrough(decoder as ReadableWritablePair<string, Uint8Array>) as NodeStream, {
    objectMode: true,
  });
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MOST_ROW_CHARACTERS,
  });
  text.on("error", (error) => parser.destroy(error)).pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (row > MOST_ROWS + 1) throw new AppError("TOO_MANY", `A file may have up to ${counted(MOST_ROWS, "row")}.`);
      if (cells.some((cell) => cell !== "")) yield { row, cells };
    }
  } catch (error) {
    throw explained(error, row + 1);
  } finally {
    text.destroy();
  }
}

function explained(error: unknown, row: number): unknown {
  if (error instanceof CsvError) {
    const why =
      error.code === "CSV_MAX_RECORD_SIZE"
        ? `is longer than ${counted(MOST_ROW_CHARACTERS, "character")}; is a quote missing?`
        : "has a quote that is never closed.";
    return new AppError("INVALID", `Row ${number(row)} ${why}`, { cause: error });
  }
  if (error instanceof TypeError && (error as { code?: string }).code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
    return new AppError("INVALID", "The file is not written in the encoding that was chosen.", { cause: error });
  }
  return error;
}
