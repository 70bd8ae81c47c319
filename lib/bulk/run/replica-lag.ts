import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

/** A place in the write-ahead log in bytes, and when it was the end of it (any clock that never jumps, in ms). */
interface Sample {
  bytes: number;
  atMs: number;
}

/** Longer lags than this are told as this. */
const MEMORY_MS = 600_000;

/**
 * How far the slowest streaming replica is behind. `replay_lag` alone keeps its last value while a replica stands still:
 * so this remembers where the log ended when, and asks which of these moments the replica has reached.
 */
export class ReplicaLag {
  #samples: Sample[] = [];

  /** Seconds; null without a replica, or where this role may not see it (`pg_monitor`). */
  async seconds(db: Db, nowMs = performance.now()): Promise<number | null> {
    const [row] = await db.execute<{ ends: number; replayed: number | null; lag: number | null }>(sql`
      select (pg_current_wal_lsn() - '0/0'::pg_lsn)::float8 as ends,
        min(replay_lsn - '0/0'::pg_lsn)::float8 as replayed,
        max(extract(epoch from replay_lag))::float8 as lag
      from pg_stat_replication where state in ('streaming', 'catchup')`);
    if (!row) return null;
    this.#remember({ bytes: row.ends, atMs: nowMs });
    if (row.replayed === null) return null;
    if (row.replayed >= row.ends) return 0;
    return Math.max(row.lag ?? 0, behindSeconds(this.#samples, row.replayed, nowMs));
  }

  #remember(sample: Sample): void {
    this.#samples.push(sample);
    this.#samples = this.#samples.filter(({ atMs }) => sample.atMs - atMs <= MEMORY_MS);
  }
}

/** Since when the log has been longer than what was replayed, as far as remembered. */
export function behindSeconds(samples: Sample[], replayed: number, nowMs: number): number {
  const first = samples.find(({ bytes }) => bytes > replayed);
  return first ? (nowMs - first.atMs) / 1_000 : 0;
}
