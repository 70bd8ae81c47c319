import { RequestFailure } from "@/components/http/request";
import type { ActionFailure } from "@/lib/model/action-result";
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
  const response = await fetch(`/api/tables/${encodeURIComponent(table)}/export`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
    signal,
  }).catch((error: unknown) => {
    throw signal.aborted ? error : broken("The server could not be reached.");
  });
  if (!response.ok || !response.body) {
    const failure = (await response.json().catch(() => null)) as ActionFailure | null;
    throw failure ? new RequestFailure(failure) : broken("The server answered with an error.");
  }
  const counter = asked.format === "csv" ? new CsvRowCounter() : null;
  const parts: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let [waitingBytes, bytes] = [0, 0];
  const soFar = () => ({ bytes, records: counter?.rows ?? null });
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw signal.aborted ? error : broken("The export broke off. Nothing was saved.");
    });
    if (done) break;
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

function broken(message: string): RequestFailure {
  return new RequestFailure({ ok: false, code: "FAILED", message, fields: {}, details: {} });
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
