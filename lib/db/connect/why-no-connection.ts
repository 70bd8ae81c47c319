import { postgresError } from "@/lib/db/postgres-error";
import { BadConnection } from "./bad-connection";
import { readConnection } from "./connection-string";

/** Says where the database was looked for (never the password), why it can't be used, and what to do. */
export function whyNoConnection(url: string, error: unknown, variable = "DATABASE_URL"): string {
  if (error instanceof BadConnection) return `${variable}: ${error.message}`;
  const { hosts, database, user } = readConnection(url);
  const where = `${database ?? user ?? "postgres"} on ${hosts.map(({ host = "localhost", port = 5432 }) => `${host}:${port}`).join(" or ")}`;
  const { code, message } = innermost(error);
  const why = (message || code || "no answer").replace(/\.$/, "");
  return `The database ${where} can't be used (${why}). ${advice(error, code, message, variable)}`;
}

function advice(error: unknown, code: string, message: string, variable: string): string {
  if (/unsupported startup parameter/.test(message))
    return `A pooler refuses settings of a connection: add ?pgbouncer=true to ${variable}.`;
  if (/no encryption|SSL required|SSL off|ssl is required/i.test(message))
    return `It wants an encrypted connection: add ?sslmode=require to ${variable}.`;
  if (/does not support SSL/.test(message)) return `It offers no encryption: take sslmode out of ${variable}.`;
  if (/CERT|SIGNATURE|ALTNAME/.test(code) || /certificate/.test(message))
    return `Its certificate is not trusted: name who vouches for it by sslrootcert, or use sslmode=no-verify, in ${variable}.`;
  const server = postgresError(error)?.code;
  if (server === "28P01") return `Check the password in ${variable}.`;
  if (server?.startsWith("53")) return "The server is full: give it more connections, or close some.";
  if (server?.startsWith("57P")) return "It starts, stops or recovers: try again.";
  return `Check ${variable}.`;
}

function innermost(error: unknown): { code: string; message: string } {
  let at = error;
  for (let depth = 0; at instanceof Error && at.cause instanceof Error && depth < 5; depth++) at = at.cause;
  if (at instanceof AggregateError && !at.message && at.errors[0] instanceof Error) {
    const said = at.errors.map((each: unknown) => (each instanceof Error ? each.message : String(each)));
    return { code: codeOf(at.errors[0]), message: said.join("; ") };
  }
  return { code: codeOf(at), message: at instanceof Error ? at.message : String(at) };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
