export const CONNECT_MS = 10_000;

/** A statement that has waited for another session's lock for so long gives up: those behind it wait as well. */
export const LOCK_WAIT = "60s";
