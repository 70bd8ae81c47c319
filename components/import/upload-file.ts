import { upload } from "@/components/http/upload";
import type { ImportSpecInput } from "@/lib/bulk/import/import-spec";
import type { ImportPlans } from "@/lib/bulk/import/plan-import";
import type { ActionResult } from "@/lib/model/action-result";

/** Sends a file to be read into plans. Rejects when aborted. */
export function uploadFile(
  file: File,
  spec: ImportSpecInput,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<ActionResult<ImportPlans>> {
  const url = `/api/imports?${new URLSearchParams({ spec: JSON.stringify(spec) })}`;
  return upload<ImportPlans>(url, file, { onProgress, signal, has: ["update", "insert", "notes"] });
}
