import type { ActionResult } from "@/lib/model/action-result";
import { foreignAnswer, hasKey, isFailure } from "./request";
import { noAnswer } from "./request-failure";
import { WORK_MS } from "./time-limits";

export interface UploadOptions<T> {
  signal: AbortSignal;
  /** What an answer must have to be one. */
  has: readonly (keyof T & string)[];
  onProgress: (share: number) => void;
}

/** So long nothing may be heard: neither that more of the file has gone, nor, once all has, an answer. */
const SILENT_MS = WORK_MS;

/** Sends a file. `fetch` can't tell how much of it has been sent. Rejects when aborted. */
export function upload<T extends object>(
  url: string,
  file: File,
  { signal, has, onProgress }: UploadOptions<T>,
): Promise<ActionResult<T>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const giveUp = () => request.abort();
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        end(noAnswer("TIMED_OUT"));
        giveUp();
      }, SILENT_MS);
    };
    const end = (answer: ActionResult<T>) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
      resolve(answer);
    };
    request.open("POST", url);
    request.setRequestHeader("content-type", "text/csv");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      heard();
      onProgress(loaded / Math.max(1, total));
    });
    request.addEventListener("load", () => {
      const answer: unknown = request.response;
      if (request.status < 400 && has.every((key) => hasKey(answer, key))) end({ ok: true, value: answer as T });
      else end(isFailure(answer) ? answer : foreignAnswer(request.status));
    });
    request.addEventListener("error", () => end(noAnswer("UNREACHABLE")));
    request.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("Aborted", "AbortError"));
    });
    signal.addEventListener("abort", giveUp, { once: true });
    heard();
    request.send(file);
  });
}
