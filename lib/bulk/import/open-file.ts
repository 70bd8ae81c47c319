import { createHash } from "node:crypto";
import { isBlank } from "@/lib/files/cell-text";
import { piecesOf } from "@/lib/files/pieces-of";
import { fileKind, KIND_BYTES } from "@/lib/files/file-kind";
import type { FileRow } from "@/lib/files/sheet-cell";
import { AppError } from "@/lib/model/errors";
import { counted } from "@/lib/model/locale";
import type { ImportSpec } from "./import-spec";
import { peeked } from "./peeked";
import { type FileEnd, totalNotes } from "./total-row";
import { textRows } from "./text-rows";
import { workbookRows } from "./workbook-rows";

export const MOST_ROWS = 2_000_000;

export interface OpenedFile {
  /** The header first, as many at a time as have arrived: a million rows, each waited for, would cost seconds. */
  pieces: AsyncGenerator<FileRow[], void, undefined>;
  /** The same one by one. */
  rows: AsyncGenerator<FileRow, void, undefined>;
  /** What is to be said of the file, once its rows have been read. */
  notes: () => string[];
  /** Of its bytes and the sheet, once its rows have been read: the same when the same comes again. */
  digest: () => string;
}

/**
 * The rows of a file while it arrives, from its header on; empty ones are counted and left out. What it is the first
 * bytes say, not its name: what can't be read is refused before the rest has arrived.
 *
 * @throws AppError INVALID, TOO_MANY: here, and what `textRows` and `workbookRows` throw
 */
export async function openFile(body: ReadableStream<Uint8Array>, spec: ImportSpec): Promise<OpenedFile> {
  const hash = createHash("sha256");
  const { head, whole } = await peeked(body, KIND_BYTES, (piece) => void hash.update(piece));
  const is = fileKind(head);
  if (is.kind === "other") {
    await whole.cancel();
    throw new AppError("INVALID", is.problem);
  }
  const { rows, notes } =
    is.kind === "workbook"
      ? workbookRows(whole, spec)
      : { rows: textRows(piecesOf(whole), head, spec), notes: () => [] };
  const end: FileEnd = { last: null, before: 0 };
  const pieces = within(spec, rows, end);
  return {
    pieces,
    rows: singly(pieces),
    notes: () => [...notes(), ...totalNotes(end)],
    digest: () =>
      hash
        .copy()
        .update(`\n${spec.sheet ?? ""}`)
        .digest("hex"),
  };
}

/** From the header to the last row that was asked for. */
async function* within(
  { headerRow, lastRow }: Pick<ImportSpec, "headerRow" | "lastRow">,
  pieces: AsyncIterable<FileRow[]>,
  end: FileEnd,
): AsyncGenerator<FileRow[], void, undefined> {
  let count = 0;
  for await (const piece of pieces) {
    // Read to its end all the same, for its digest.
    const rows = piece.filter(
      ({ row, cells }) =>
        (lastRow === null || row <= lastRow) && (headerRow === null || row >= headerRow) && !cells.every(isBlank),
    );
    count += rows.length;
    if (count > MOST_ROWS + 1) throw new AppError("TOO_MANY", `A file may have up to ${counted(MOST_ROWS, "row")}.`);
    const [last] = rows.slice(-1);
    if (last && lastRow === null) [end.before, end.last] = [rows.at(-2)?.row ?? end.last?.row ?? 0, last];
    yield rows;
  }
}

async function* singly(pieces: AsyncIterable<FileRow[]>): AsyncGenerator<FileRow, void, undefined> {
  for await (const rows of pieces) yield* rows;
}
