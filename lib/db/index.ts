import { openDatabase, type Database } from "@/lib/db/client";
import { env } from "@/lib/env";

// Route bundles and hot reload load this module several times: one pool per process all the same.
const shared = globalThis as unknown as { swathDatabase?: Database };

/** The web process's own pool, opened on first use. Workers and tests open their own with `openDatabase`. */
export function webDatabase(): Database {
  return (shared.swathDatabase ??= openDatabase(env.DATABASE_URL, { applicationName: "swath-web" }));
}
