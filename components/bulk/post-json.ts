import { RequestFailure } from "@/components/grid/request";
import type { ActionFailure } from "@/lib/action-result";

/** Asks a route that takes its question as JSON. @throws RequestFailure, and whatever aborting throws */
export async function postJson<T>(url: string, question: unknown, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(question),
    signal,
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer) return answer as T;
  throw new RequestFailure((answer as ActionFailure | null) ?? NO_ANSWER);
}

const NO_ANSWER: ActionFailure = {
  ok: false,
  code: "FAILED",
  message: "The server gave no answer.",
  fields: {},
  details: {},
};
