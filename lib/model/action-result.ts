import type { ErrorCode } from "./errors";

/** What went wrong, as the browser gets it. `FAILED` stands for everything unforeseen. */
export interface ActionFailure {
  ok: false;
  code: ErrorCode | "FAILED";
  /** A sentence for people. */
  message: string;
  /** Input path or column id → the sentence that belongs there. */
  fields: Record<string, string>;
  details: Record<string, unknown>;
}

/** What every server action answers; it never throws at the caller, except for redirects. */
export type ActionResult<T> = { ok: true; value: T } | ActionFailure;
