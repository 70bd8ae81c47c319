import { ZodError } from "zod";
import type { ActionFailure } from "@/lib/model/action-result";
import { AppError, type ErrorCode } from "@/lib/model/errors";
import { postgresError } from "@/lib/db/postgres-error";
import { whyBusy } from "@/lib/db/why-busy";
import { log } from "@/lib/log";

/**
 * Turns whatever a verb threw into what the browser may know. Unforeseen errors are logged in full under a number
 * and answered with that number only: never a database message, never a stack.
 */
export function toFailure(error: unknown, where: string): ActionFailure<ErrorCode | "FAILED"> {
  if (error instanceof AppError) {
    return { ok: false, code: error.code, message: error.message, fields: error.fields, details: error.details };
  }
  if (error instanceof ZodError) return invalid(error);
  const busy = whyBusy(error);
  if (busy) {
    log.warn({ err: error, where }, "too busy");
    return { ok: false, code: "BUSY", message: busy, fields: {}, details: {} };
  }
  // A value that its column's type has no room for: a NUL in a text, the year 300000, a cursor of another sort.
  if (postgresError(error)?.code.startsWith("22")) {
    log.info({ err: error, where }, "a value that the database can't read");
    const message = "The database can't read a value that this was asked with.";
    return { ok: false, code: "INVALID", message, fields: {}, details: {} };
  }
  const reference = Math.random().toString(36).slice(2, 8);
  log.error({ err: error, where, reference }, "unforeseen error");
  return { ok: false, code: "FAILED", message: "Something went wrong.", fields: {}, details: { reference } };
}

function invalid(error: ZodError): ActionFailure<ErrorCode> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".")] ??= issue.message;
  const [first] = error.issues;
  const path = first?.path.join(".");
  const message = first ? (path ? `${path}: ${first.message}` : first.message) : "The input is not valid.";
  return { ok: false, code: "INVALID", message, fields, details: {} };
}
