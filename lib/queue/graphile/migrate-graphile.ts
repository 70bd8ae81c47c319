import { runMigrations } from "graphile-worker";
import { poolFor } from "@/lib/db/connect/client-for";

const CONNECT_MS = 10_000;
const LOCK_WAIT = "60s";

/** Graphile Worker's own migrations. A statement that has waited for a lock for a minute gives up. */
export async function migrateGraphile(url: string): Promise<void> {
  const pool = poolFor(url, { applicationName: "swath-migrate", max: 1, connectTimeoutMs: CONNECT_MS });
  pool.on("connect", (queue) => void queue.query(`set lock_timeout to '${LOCK_WAIT}'`).catch(() => {}));
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}
