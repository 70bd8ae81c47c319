import { Reader, ZipReader, type FileEntry } from "@zip.js/zip.js/lib/zip-core-native.js";
import type { ByteSource } from "@/lib/files/byte-source";
import { piecesOf } from "@/lib/files/pieces-of";
import { AppError } from "@/lib/model/errors";
import { bytes } from "@/lib/model/locale";

/** Most bytes that a part of a workbook may unfold to, and how many times its packed size beyond the first few. */
const MOST_BYTES = 4_000_000_000;
const MOST_RATIO = 200;
const FREE_BYTES = 10_000_000;
const MOST_PARTS = 5_000;

export type Parts = ReadonlyMap<string, FileEntry>;

export const BROKEN = "This Excel workbook can't be read: the file is damaged or was cut off.";

/** What a zipped file holds, by name. @throws AppError INVALID */
export async function openParts(source: ByteSource): Promise<Parts> {
  const parts = new Map<string, FileEntry>();
  try {
    for await (const entry of new ZipReader(new SourceReader(source)).getEntriesGenerator()) {
      if (!entry.directory) parts.set(entry.filename.replace(/^\//, "").toLowerCase(), entry);
      if (parts.size > MOST_PARTS) break;
    }
  } catch (error) {
    throw new AppError("INVALID", BROKEN, { cause: error });
  }
  if (parts.size > MOST_PARTS) throw new AppError("INVALID", "This workbook is made of too many parts.");
  return parts;
}

/**
 * The text of a part while it is unfolded, never more of it in memory than a piece. What unfolds to more than any sheet
 * has is refused while it does, whatever the zip says of its size.
 */
export async function* partTexts(part: FileEntry): AsyncGenerator<string, void, undefined> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const done = part.getData(writable, { useWebWorkers: false, checkSignature: true });
  // Told by the stream as well; whoever leaves early asks no more.
  done.catch(() => undefined);
  const decoder = new TextDecoder();
  const most = Math.min(MOST_BYTES, FREE_BYTES + MOST_RATIO * part.compressedSize);
  let unfolded = 0;
  try {
    for await (const piece of piecesOf(readable)) {
      unfolded += piece.length;
      if (unfolded > most)
        throw new AppError("TOO_MANY", `This workbook unfolds to more than ${bytes(most)}, which no real sheet does.`);
      yield decoder.decode(piece, { stream: true });
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError("INVALID", BROKEN, { cause: error });
  }
  yield decoder.decode();
}

class SourceReader extends Reader<ByteSource> {
  constructor(private readonly source: ByteSource) {
    super(source);
    this.size = source.size;
  }

  override readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.source.read(index, Math.max(0, Math.min(length, this.source.size - index)));
  }
}
