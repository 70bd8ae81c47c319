/** Every expected failure has one of these codes; the boundary turns it into `{ ok: false, code, message, fields }`. */
export const ERROR_CODES = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  UNKNOWN_TABLE: 404,
  UNKNOWN_COLUMN: 400,
  READ_ONLY_COLUMN: 400,
  EMPTY_SELECTION: 400,
  EMPTY_CHANGE: 400,
  COUNT_MOVED: 409,
  CONFLICT: 409,
  DUPLICATE: 409,
  REFUSED: 422,
  TOO_MANY: 422,
  QUEUE_UNAVAILABLE: 503,
  BUSY: 503,
  PLAN_EXPIRED: 410,
  RATE_LIMITED: 429,
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

const MARK = Symbol.for("swath.AppError");

/**
 * A failure that the user can understand and act on. `message` is a sentence for people;
 * `fields` maps a column id or input path to the sentence that belongs there; `details` is JSON for the UI
 * (for example `{ taskId }` with DUPLICATE, `{ expected, actual }` with COUNT_MOVED).
 */
export class AppError extends Error {
  /** Next makes several bundles of one server, each with this class: a table of one may refuse what another asks. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== AppError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && MARK in value;
  }

  readonly [MARK] = true;
  readonly code: ErrorCode;
  readonly fields: Record<string, string>;
  readonly details: Record<string, unknown>;
  /** All that a production page tells its error boundary about an error of the server: see components/shell/error-words. */
  readonly digest: string;

  constructor(
    code: ErrorCode,
    message: string,
    options: { fields?: Record<string, string>; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields ?? {};
    this.details = options.details ?? {};
    this.digest = `SWATH ${code} ${message}`;
  }

  get status(): number {
    return ERROR_CODES[this.code];
  }
}
