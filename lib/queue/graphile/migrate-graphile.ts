import { runMigrations } from "graphile-worker";
import { CONNECT_MS, LOCK_WAIT } from "@/lib/db/migration-limits";
import { poolFor } from "@/lib/db/connect/client-for";

/** Graphile Worker's own migrations. A statement that has waited too long for a lock gives up. */
export async function migrateGraphile(url: string): Promise<void> {
  const pool = poolFor(url, { applicationName: "swath-migrate", max: 1, connectTimeoutMs: CONNECT_MS });
  pool.on("connect", (queue) => void queue.query(`set lock_timeout to '${LOCK_WAIT}'`).catch(() => {}));
  try {
    // They would create their schema once more, though it is there: they begin after this table.
    await pool.query(`
      create table if not exists graphile_worker.migrations (
        id int primary key, ts timestamptz not null default now(), breaking boolean not null default false)`);
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}
