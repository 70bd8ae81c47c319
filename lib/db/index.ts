import { openDatabase, type Database } from "@/lib/db/client";
import { env } from "@/lib/env";

// Route bundles and hot reload load this module several times: one pool of each per process all the same.
const shared = globalThis as unknown as { swathDatabase?: Database; swathVitalDatabase?: Database };

/** Ends a statement that nobody can wait for any more; what may take longer or less says so itself. */
const SETTINGS = { statement_timeout: "60s", idle_in_transaction_session_timeout: "60s" };
const VITAL_SETTINGS = { statement_timeout: "5s" };

/** The web process's own pool, opened on first use. Workers and tests open their own with `openDatabase`. */
export function webDatabase(): Database {
  return (shared.swathDatabase ??= openDatabase(env.DATABASE_URL, {
    applicationName: "swath-web",
    max: env.SWATH_WEB_CONNECTIONS,
    connectMs: 15_000,
    settings: SETTINGS,
  }));
}

/** Connections apart, for what has to answer while all others are busy: who asks, signing in, how well we are. */
export function vitalDatabase(): Database {
  return (shared.swathVitalDatabase ??= openDatabase(env.DATABASE_URL, {
    applicationName: "swath-web",
    max: 2,
    settings: VITAL_SETTINGS,
  }));
}
