const LOST = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ECONNABORTED",
  // A failover moves an address: for a moment nobody knows the way to it.
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "25P03", // idle_in_transaction_session_timeout
  "25P04", // transaction_timeout
  "53300", // too_many_connections
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now: starting up or recovering
  "57P05", // idle_session_timeout
  "58000", // system_error
]);

/** How sentences begin that `pg` and its pool say of a connection that is gone or does not come about; they have no code. */
const LOST_WITHOUT_CODE = [
  "Connection terminated",
  "Client has encountered a connection error",
  "Client was closed",
  "Query read timeout",
  "Received unexpected",
  "There was an error establishing an SSL connection",
  "Cannot use a pool after calling end",
  "timeout expired",
  "timeout exceeded when trying to connect",
];

/** The database went away or is not back yet: nothing is wrong with the work, which can be tried again later. */
export function isConnectionLost(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    const { message } = e;
    const code = "code" in e ? String(e.code) : undefined;
    if (code === undefined && LOST_WITHOUT_CODE.some((beginning) => message.startsWith(beginning))) return true;
    if (code !== undefined && (LOST.has(code) || code.startsWith("08"))) return true;
    if (e instanceof AggregateError && e.errors.some(isConnectionLost)) return true;
  }
  return false;
}
