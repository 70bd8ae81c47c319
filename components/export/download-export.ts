import { piecesOf, postForStream } from "@/components/http/stream";
import type { ExportRecordsInput } from "@/lib/tables/export/export-records";
import { CsvRowCounter } from "./csv-row-counter";

export interface ExportSoFar {
  bytes: number;
  /** Null where the format doesn't show it. */
  records: number | null;
}

/** Bytes that wait in this page's memory before the browser keeps them elsewhere. */
const PART_BYTES = 4_000_000;

/**
 * Reads an export to its end and hands it to the browser as a download.
 * @throws RequestFailure, also where it broke off; whatever aborting throws
 */
export async function downloadExport(
  { table, ...asked }: ExportRecordsInput,
  signal: AbortSignal,
  onProgress: (soFar: ExportSoFar) => void,
): Promise<ExportSoFar> {
  const response = await postForStream(`/api/tables/${encodeURIComponent(table)}/export`, asked, { signal });
  const counter = asked.format === "csv" ? new CsvRowCounter() : null;
  const parts: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let [waitingBytes, bytes] = [0, 0];
  const soFar = () => ({ bytes, records: counter?.rows ?? null });
  for await (const value of piecesOf(response, { signal })) {
    counter?.add(value);
    waiting.push(value);
    waitingBytes += value.length;
    bytes += value.length;
    if (waitingBytes > PART_BYTES) {
      parts.push(new Blob(waiting));
      [waiting, waitingBytes] = [[], 0];
    }
    onProgress(soFar());
  }
  save(new Blob([...parts, ...waiting], { type: response.headers.get("content-type") ?? "" }), nameOf(response));
  return soFar();
}

function nameOf(response: Response): string {
  return /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "export";
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
