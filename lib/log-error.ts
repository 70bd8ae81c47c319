import { postgresError } from "@/lib/db/postgres-error";

/** What the log holds of an error. */
interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  /** The statement, with `$1` where its values stood. */
  query?: string;
  code?: string;
  schema?: string;
  table?: string;
  column?: string;
  constraint?: string;
  routine?: string;
  cause?: unknown;
}

const DEEPEST = 5;

/**
 * An error for the log, never with values of records or people: parameters of statements are left out, and what
 * Postgres says of them (detail, context, and the message where it quotes what was given).
 */
export function errorForLog(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { name, constructor, cause } = error;
  const message = messageOf(error);
  const type = constructor.name || name;
  const logged: LoggedError = {
    type,
    message,
    stack: `${type}: ${message}\n${framesOf(error)}`,
    ...("query" in error && typeof error.query === "string" && { query: error.query }),
    ...named(error),
    ...(cause !== undefined && depth < DEEPEST && { cause: errorForLog(cause, depth + 1) }),
  };
  return logged;
}

function messageOf(error: Error): string {
  // drizzle's message holds the statement and its values.
  if ("query" in error && "params" in error) return "Failed query";
  const own = "code" in error ? postgresError(error) : undefined;
  return own && (own.where !== undefined || quotesValues(own.code)) ? `SQLSTATE ${own.code}` : error.message;
}

/** Classes of which Postgres' own messages name tables, columns and functions only; a function of the user's may say anything. */
const NAMES_ONLY = /^(08|25|28|3D|3F|40|42|53|54|55|57|58)/;
const quotesValues = (code: string) => !NAMES_ONLY.test(code);

const NAMES = ["code", "schema", "table", "column", "constraint", "routine"] as const;

function named(error: Error): Partial<LoggedError> {
  const known = error as unknown as Record<string, unknown>;
  return Object.fromEntries(NAMES.flatMap((name) => (typeof known[name] === "string" ? [[name, known[name]]] : [])));
}

/** The stack begins with the message, of however many lines. */
function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
