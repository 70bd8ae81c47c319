/** What Postgres says of an error; drizzle wraps it as `cause`. */
export interface PostgresError {
  code: string;
  message: string;
  detail?: string;
  constraint?: string;
  column?: string;
  schema?: string;
  table?: string;
  /** Functions that were running, innermost first: the author's code and not our statement is to blame. */
  where?: string;
  /** Function of Postgres’ own source that said so; unlike the message it is the same in every language. */
  routine?: string;
}

/** The Postgres error inside `error`, if there is one (five letters or digits of SQLSTATE). */
export function postgresError(error: unknown): PostgresError | undefined {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    const code = (e as { code?: unknown }).code;
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return e as unknown as PostgresError;
  }
  return undefined;
}

const TRANSIENT = {
  "55P03": "lock_wait",
  "57014": "timeout",
  "40P01": "deadlock",
  "40001": "deadlock",
} as const;
export type TransientReason = (typeof TRANSIENT)[keyof typeof TRANSIENT];

/** Errors that go away by trying again: another session's lock, a time-out, a deadlock. */
export function transientReason(error: unknown): TransientReason | undefined {
  const code = postgresError(error)?.code;
  return code ? TRANSIENT[code as keyof typeof TRANSIENT] : undefined;
}

const UNFIT = {
  "53100": "disk_full",
  "53200": "out_of_memory",
  "25006": "read_only",
} as const;

/**
 * What the whole database lacks: no record's fault, and gone when somebody has seen to it, minutes or days later. Where a
 * function was running, only a full disk is: memory may be that function's own doing, and another server read-only.
 */
export function unfitReason(error: unknown): (typeof UNFIT)[keyof typeof UNFIT] | undefined {
  const found = postgresError(error);
  if (!found || (found.where && found.code !== "53100")) return undefined;
  return UNFIT[found.code as keyof typeof UNFIT];
}

export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const found = postgresError(error);
  return found?.code === "23505" && (!constraint || found.constraint === constraint);
}
