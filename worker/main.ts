import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { notifyConfig } from "@/lib/notify/config";
import { startWorker } from "./start-worker";

const STOP_WITHIN_MS = 9_500;

const worker = await startWorker({
  url: env.DATABASE_URL,
  directUrl: env.DATABASE_DIRECT_URL,
  concurrency: env.SWATH_WORKER_CONCURRENCY,
  historyMonths: env.SWATH_HISTORY_MONTHS,
  config: env.SWATH_CONFIG,
  holds: {
    replicaLagSeconds: env.SWATH_HOLD_REPLICA_LAG_SECONDS,
    blockedSessions: env.SWATH_HOLD_BLOCKED_SESSIONS,
  },
  notify: notifyConfig(),
  log,
}).catch((error: unknown) => {
  log.fatal(error instanceof Error ? error.message : String(error));
  process.exit(1);
});

let asked = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (asked) process.exit(1);
    asked = true;
    void stop(signal);
  });
}

async function stop(signal: string): Promise<void> {
  log.info({ signal }, "stopping after the current chunks");
  // Whatever hangs is cut off: Postgres rolls back, and another worker goes on.
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await worker.stop();
  log.info("stopped");
  process.exit(0);
}
