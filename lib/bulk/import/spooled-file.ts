import { mkdtemp, open, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { ByteSource } from "@/lib/files/byte-source";
import { piecesOf } from "@/lib/files/pieces-of";
import { AppError } from "@/lib/model/errors";
import { bytes } from "@/lib/model/locale";

/** A workbook of 2,000,000 rows is smaller; the host's disk for temporary files may not be large. */
const MOST_BYTES = 400_000_000;

/**
 * A stream on the disk, where any part of it can be read: what a zip holds stands at its end.
 * @returns what gives the disk free again, to be called whatever happens
 * @throws AppError TOO_MANY, before more than may be kept has been written
 */
export async function spooledFile(
  body: ReadableStream<Uint8Array>,
): Promise<{ source: ByteSource; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "swath-import-"));
  const file = await open(path.join(folder, "file"), "wx+", 0o600);
  const remove = async () => {
    await file.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    let size = 0;
    for await (const piece of piecesOf(body)) {
      if (size + piece.length > MOST_BYTES)
        throw new AppError("TOO_MANY", `A workbook may be of up to ${bytes(MOST_BYTES)}: save the sheet as CSV.`);
      await file.writeFile(piece);
      size += piece.length;
    }
    const read = async (at: number, length: number) => {
      const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    };
    return { source: { size, read }, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
