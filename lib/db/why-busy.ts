import { postgresError, unfitReason } from "./postgres-error";

const UNFIT = {
  disk_full: "The database has no room left on its disk, so nothing was changed. Tell an administrator.",
  out_of_memory: "The database is short of memory, so nothing was changed. Try again in a moment.",
  read_only: "The database takes no writes at present, so nothing was changed. Try again later.",
};

/** A sentence, where nothing is wrong with what was asked but with the moment: trying again may help. */
export function whyBusy(error: unknown): string | undefined {
  const lacks = unfitReason(error);
  if (lacks) return UNFIT[lacks];
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
