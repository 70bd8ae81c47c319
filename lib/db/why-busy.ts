import { postgresError } from "./postgres-error";

/** A sentence, where nothing is wrong but that there is too much to do at the moment: trying again may help. */
export function whyBusy(error: unknown): string | undefined {
  const code = postgresError(error)?.code;
  if (code === "57014")
    return "The database took too long over this. Narrow it down, or try again when it has less to do.";
  if (code === "53300") return "The database has no connection free. Try again in a moment.";
  return isPoolTimeout(error) ? "Everybody waits for the database. Try again in a moment." : undefined;
}

/** What `pg` says when none of the pool's connections became free in time; it has no code for it. */
function isPoolTimeout(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    if (e.message === "timeout exceeded when trying to connect") return true;
  }
  return false;
}
