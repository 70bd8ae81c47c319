import { type Database, openDatabase } from "@/lib/db/client";
import { TCP_SETTINGS } from "@/lib/db/connect/dead-peers";

/** Held by a frozen process, a chunk comes free within 20 s: the server ends the statement or the idle transaction. */
const SETTINGS = {
  lock_timeout: "2s",
  statement_timeout: "15s",
  idle_in_transaction_session_timeout: "15s",
  // A killed process or a cut cable is noticed in mid-statement, too.
  client_connection_check_interval: "1s",
};

/** The pool of a process that runs so many lanes at once. */
export function openEngineDatabase(
  url: string,
  { concurrency, pooled, applicationName }: { concurrency: number; pooled: boolean; applicationName: string },
): Database {
  return openDatabase(url, {
    max: concurrency * 2 + 4,
    applicationName,
    settings: pooled ? SETTINGS : { ...SETTINGS, ...TCP_SETTINGS },
    pooled,
  });
}
