import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { webDatabase } from "@/lib/db/index";
import { type LiveMode, liveMode } from "@/lib/live/live-mode";

/** Workers report every few seconds; one that has been silent for longer may be gone. */
const ALIVE_SECONDS = 15;
const DATABASE_MS = 3_000;

export interface Health {
  ok: boolean;
  database: "ok" | "unreachable";
  workers: { alive: number };
  /** How pages are kept up to date. */
  live: LiveMode;
}

/** Whether this installation can do its work: the database answers and at least one worker is alive. Never throws. */
export async function health(db: Db = webDatabase().db): Promise<Health> {
  const alive = await Promise.race([aliveWorkers(db), afterMs(DATABASE_MS)]).catch(() => undefined);
  return {
    ok: alive !== undefined && alive > 0,
    database: alive === undefined ? "unreachable" : "ok",
    workers: { alive: alive ?? 0 },
    live: liveMode(),
  };
}

async function aliveWorkers(db: Db): Promise<number> {
  const [row] = await db.execute<{ alive: number }>(sql`
    select count(*)::int as alive from swath.worker_heartbeats
    where stopped_at is null and seen_at > now() - ${ALIVE_SECONDS} * interval '1 second'`);
  return row?.alive ?? 0;
}

function afterMs(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
}
