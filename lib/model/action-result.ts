import type { ErrorCode } from "./errors";

/** What only the browser can tell: no answer came, none came in time, or the page is older than the server. */
export type NoAnswerCode = "UNREACHABLE" | "TIMED_OUT" | "NEW_VERSION";

/** What went wrong, as the browser gets it. `FAILED` stands for everything unforeseen. */
export interface ActionFailure<Code = ErrorCode | "FAILED" | NoAnswerCode> {
  ok: false;
  code: Code;
  /** A sentence for people. */
  message: string;
  /** Input path or column id → the sentence that belongs there. */
  fields: Record<string, string>;
  details: Record<string, unknown>;
}

/** What every server action answers; it never throws at the caller, except for redirects. */
export type ActionResult<T> = { ok: true; value: T } | ActionFailure;
