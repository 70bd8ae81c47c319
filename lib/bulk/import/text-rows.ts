import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import type { FileReading } from "@/lib/files/file-reading";
import type { FileRow } from "@/lib/files/sheet-cell";
import { csvOptions, separatorLine } from "@/lib/files/text/csv-options";
import { PlainRows } from "@/lib/files/text/plain-rows";
import { AppError } from "@/lib/model/errors";
import { counted, number } from "@/lib/model/locale";
import { decodedTexts } from "./decoded-texts";

const MOST_ROW_CHARACTERS = 1_000_000;

type HowText = Pick<FileReading, "delimiter" | "encoding" | "quote">;

/**
 * The rows of a text file while it arrives, as many at a time as a piece of it has: never more of it in memory. Byte order
 * mark, line ends of any kind and stray quotes are no trouble.
 * @param head its first bytes
 * @throws AppError INVALID (not in this encoding, a quote that never closes)
 */
export async function* textRows(
  body: AsyncIterable<Uint8Array>,
  head: Uint8Array,
  reading: HowText,
): AsyncGenerator<FileRow[], void, undefined> {
  let row = 0;
  try {
    for await (const piece of allRows(decodedTexts(body, head, reading.encoding), reading)) {
      const rows = piece.map((cells): FileRow => ({ row: ++row, cells }));
      const [first] = rows;
      if (first?.row === 1 && separatorLine(first.cells.join(reading.delimiter))) rows.shift();
      yield rows;
      // A body that has all arrived is read without a pause, and what was sent to the database would wait for its end.
      await setImmediate();
    }
  } catch (error) {
    throw explained(error, row + 1);
  }
}

/** The plain ones by ourselves; from the first odd one on csv-parse reads, which takes ten times as long. */
async function* allRows(texts: AsyncGenerator<string, void, undefined>, reading: HowText) {
  const plain = new PlainRows(reading);
  try {
    for (let isLast = false; !isLast && plain.odd === undefined;) {
      const next = await texts.next();
      isLast = next.done === true;
      yield plain.read(next.value ?? "", isLast);
    }
    if (plain.odd !== undefined) yield* oddRows(plain.odd, texts, reading);
  } finally {
    await texts.return();
  }
}

async function* oddRows(odd: string, texts: AsyncGenerator<string, void, undefined>, reading: HowText) {
  async function* rest() {
    yield odd;
    yield* texts;
  }
  const text = Readable.from(rest());
  const parser = parse({ ...csvOptions(reading), bom: false, max_record_size: MOST_ROW_CHARACTERS });
  text.on("error", (error) => parser.destroy(error)).pipe(parser);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield [cells];
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
