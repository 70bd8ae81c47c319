import { readConnection } from "@/lib/db/connect/connection-string";
import { env } from "@/lib/env";

export type LiveMode = "listen" | "poll";

// Route bundles and hot reload load this module several times: one mode per process all the same.
const shared = globalThis as unknown as { swathLiveMode?: LiveMode };

/** How this process learns of task changes: as asked for, or `poll` once LISTEN has turned out not to work here. */
export function liveMode(): LiveMode {
  const pooled = env.DATABASE_DIRECT_URL === undefined && readConnection(env.DATABASE_URL).pooled;
  return shared.swathLiveMode ?? (pooled ? "poll" : env.SWATH_LIVE);
}

export function fallBackToPolling(): void {
  shared.swathLiveMode = "poll";
}
