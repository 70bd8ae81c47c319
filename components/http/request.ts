import type { ActionFailure } from "@/lib/model/action-result";

/** A read that the server refused, or that never reached it. */
export class RequestFailure extends Error {
  readonly failure: ActionFailure;

  constructor(failure: ActionFailure) {
    super(failure.message);
    this.name = "RequestFailure";
    this.failure = failure;
  }
}

const UNREACHABLE: ActionFailure = {
  ok: false,
  code: "FAILED",
  message: "The server could not be reached.",
  fields: {},
  details: { unreachable: true },
};

/** @throws RequestFailure, and whatever aborting throws */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new RequestFailure(UNREACHABLE);
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body as T;
  throw new RequestFailure(isFailure(body) ? body : { ...UNREACHABLE, message: "The server answered with an error." });
}

function isFailure(body: unknown): body is ActionFailure {
  return typeof body === "object" && body !== null && "code" in body && "message" in body;
}
