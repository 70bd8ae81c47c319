import { fileKind, KIND_BYTES } from "@/lib/files/file-kind";
import type { ChosenReading, FileHead } from "./file-head";

/** A file that is something else than was asked for: said in a sentence. */
export class NotReadable extends Error {}

/**
 * Looks at the beginning of a file: what it is, how it is written and its first rows, as they will be read.
 * @param names what the table calls its columns
 * @throws NotReadable, AppError
 */
export async function readHead(file: File, names: string[], chosen: ChosenReading): Promise<FileHead> {
  const is = fileKind(new Uint8Array(await file.slice(0, KIND_BYTES).arrayBuffer()));
  if (is.kind === "other") throw new NotReadable(is.problem);
  // Only those who import load what reads, and workbooks and texts each their own.
  if (is.kind === "workbook") return (await import("./workbook-head")).workbookHead(file, names, chosen);
  return (await import("./text-head")).textHead(file, names, chosen);
}
