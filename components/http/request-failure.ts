import { unstable_isUnrecognizedActionError } from "next/navigation";
import type { ActionFailure, ActionResult } from "@/lib/model/action-result";

/** Whatever kept a request from being answered as asked, in one shape: see `failureOf`. */
export class RequestFailure extends Error {
  readonly failure: ActionFailure;

  constructor(failure: ActionFailure) {
    super(failure.message);
    this.name = "RequestFailure";
    this.failure = failure;
  }
}

const SENTENCES = {
  UNREACHABLE: "The server could not be reached.",
  TIMED_OUT: "The server did not answer in time.",
  NEW_VERSION: "A new version is here. Reload the page.",
  UNAUTHENTICATED: "You are signed out. Sign in and try again.",
  FAILED: "The server answered with an error.",
};

/** Whether the server has not said yes or no: it may be asked again. Its sentence says it whole. */
export const isNoAnswer = (code: string): boolean => code in SENTENCES;

/** A failure that the browser itself has noticed. */
export function noAnswer(code: keyof typeof SENTENCES, message = SENTENCES[code]): ActionFailure {
  return { ok: false, code, message, fields: {}, details: {} };
}

/** Any error of a request, of a server action, of code that loads later or of a render, in words for people. */
export function failureOf(error: unknown): ActionFailure {
  if (error instanceof RequestFailure) return error.failure;
  if (unstable_isUnrecognizedActionError(error)) return noAnswer("NEW_VERSION");
  // What `fetch` throws, under whatever name the browser gives it: Next asks for an action with it.
  if (error instanceof TypeError && FETCH_FAILED.test(error.message)) return noAnswer("UNREACHABLE");
  if (error instanceof Error && (error.name === "ChunkLoadError" || CODE_FAILED.test(error.message))) {
    return { ...noAnswer("UNREACHABLE", "A part of this page could not be loaded."), details: { reload: true } };
  }
  return noAnswer("FAILED");
}

/** Chrome, Firefox, Safari; the last of Safari when the connection breaks. */
const FETCH_FAILED = /failed to fetch|networkerror|load failed|network connection was lost|network error/i;
const CODE_FAILED = /dynamically imported module|loading (css )?chunk|failed to load chunk/i;

/** Nobody knows whether it was done: it may have been, and its answer was lost. */
export function mayBeDone({ code, details }: ActionFailure): boolean {
  // With a reference it is the server's own word: nothing was kept.
  return code === "UNREACHABLE" || code === "TIMED_OUT" || (code === "FAILED" && details.reference === undefined);
}

/** A failure as a value, as server actions answer it. */
export async function resultOf<T>(work: Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    return failureOf(error);
  }
}
