import type { ActionFailure, ActionResult } from "@/lib/model/action-result";
import type { ImportSpecInput } from "@/lib/bulk/import/import-spec";
import type { ImportPlans } from "@/lib/bulk/import/plan-import";

const UNREACHABLE: ActionFailure = {
  ok: false,
  code: "FAILED",
  message: "The file could not be sent.",
  fields: {},
  details: { unreachable: true },
};

/** Sends a file to be read into plans. `fetch` can't tell how much of it has been sent. Rejects when aborted. */
export function uploadFile(
  file: File,
  spec: ImportSpecInput,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<ActionResult<ImportPlans>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/imports?${new URLSearchParams({ spec: JSON.stringify(spec) })}`);
    request.setRequestHeader("content-type", "text/csv");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / Math.max(1, total)));
    request.addEventListener("load", () => {
      const answer = request.response as ImportPlans | ActionFailure | null;
      if (!answer) resolve(UNREACHABLE);
      else resolve("ok" in answer ? answer : { ok: true, value: answer });
    });
    request.addEventListener("error", () => resolve(UNREACHABLE));
    request.addEventListener("abort", () => reject(new DOMException("Aborted", "AbortError")));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
