import { RequestFailure } from "./request";
import type { ActionFailure, ActionResult } from "@/lib/model/action-result";

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

/** The same, answered as an action answers: a refusal is a value. */
export async function postForResult<T>(url: string, question: unknown): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await postJson<T>(url, question) };
  } catch (error) {
    if (error instanceof RequestFailure) return error.failure;
    throw error;
  }
}

const NO_ANSWER: ActionFailure = {
  ok: false,
  code: "FAILED",
  message: "The server gave no answer.",
  fields: {},
  details: {},
};
