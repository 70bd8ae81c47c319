import { ZodError } from "zod";
import type { ActionFailure } from "@/lib/model/action-result";
import { AppError, type ErrorCode } from "@/lib/model/errors";
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
