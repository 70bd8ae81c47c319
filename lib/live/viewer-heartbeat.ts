import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/lib/db/client";
import { webHeartbeats } from "@/lib/db/schema/web-heartbeats";

const BEAT_MS = 5_000;

/** A process that has not been heard of for so long has ended, or is about to learn that it can't reach the database. */
const SILENT_SECONDS = 15;

/** Notes how many viewers this web process has, so that every other one can say how many there are in all. */
export class ViewerHeartbeat {
  readonly id = uuidv7();
  readonly #db: Db;
  readonly #viewers: () => number;
  #noted = 0;

  constructor(db: Db, viewers: () => number) {
    this.#db = db;
    this.#viewers = viewers;
  }

  start(): void {
    // What could not be noted grows old by itself, and is noted the next time.
    setInterval(() => void this.heartbeat().catch(() => {}), BEAT_MS).unref();
  }

  /** Without viewers, once that is noted, nobody asks the database anything. */
  async heartbeat(): Promise<void> {
    const viewers = this.#viewers();
    if (viewers === 0 && this.#noted === 0) return;
    const seen = { viewers, seenAt: sql`clock_timestamp()` };
    await this.#db
      .insert(webHeartbeats)
      .values({ id: this.id, ...seen })
      .onConflictDoUpdate({ target: webHeartbeats.id, set: seen });
    this.#noted = viewers;
  }

  /** Viewers of all web processes, and how many of these have any: its own of this moment, the others' of seconds ago. */
  async everywhere(db: Db): Promise<{ viewers: number; processes: number }> {
    const own = this.#viewers();
    const [others] = await db.execute<{ viewers: number; processes: number }>(sql`
      select coalesce(sum(viewers), 0)::int as viewers, count(*)::int as processes from swath.web_heartbeats
      where viewers > 0 and id <> ${this.id} and seen_at > now() - ${SILENT_SECONDS} * interval '1 second'`);
    return { viewers: own + (others?.viewers ?? 0), processes: (own > 0 ? 1 : 0) + (others?.processes ?? 0) };
  }
}
