import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { FileReading } from "@/lib/files/file-reading";
import type { FileRow } from "@/lib/files/sheet-cell";
import { csvOptions, separatorLine } from "@/lib/files/text/csv-options";
import { AppError } from "@/lib/model/errors";
import { counted, number } from "@/lib/model/locale";
import { decodedTexts } from "./decoded-texts";

const MOST_ROW_CHARACTERS = 1_000_000;

/**
 * The rows of a text file while it arrives: never more of it in memory than a few rows. Byte order mark, line ends of any
 * kind and stray quotes are no trouble.
 * @param head its first bytes
 * @throws AppError INVALID (not in this encoding, a quote that never closes)
 */
export async function* textRows(
  body: AsyncIterable<Uint8Array>,
  head: Uint8Array,
  reading: Pick<FileReading, "delimiter" | "encoding" | "quote">,
): AsyncGenerator<FileRow, void, undefined> {
  const text = Readable.from(decodedTexts(body, head, reading.encoding));
  const parser = parse({ ...csvOptions(reading), max_record_size: MOST_ROW_CHARACTERS });
  text.on("error", (error) => parser.destroy(error)).pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (row > 1 || !separatorLine(cells.join(reading.delimiter))) yield { row, cells };
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
