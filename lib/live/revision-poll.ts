import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";

/** A transaction may commit a revision this long after it took it: younger ones may already have been seen by then. */
const OVERLAP_MS = 30_000;
/** The same in revisions, for the first look, when nothing is known of the past. */
const OVERLAP_REVISIONS = 1_000;

interface Mark {
  at: number;
  revision: number;
}

/**
 * Which tasks have changed since the last look, by one indexed query for all viewers of a process. Sequence values can
 * commit out of order, so each look goes back some time and leaves out what it has answered before.
 */
export class RevisionPoll {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #seen = new Map<string, number>();
  #marks: Mark[] = [];

  constructor(db: Db, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /** Ids of tasks whose revision has not been answered or marked yet. The first look answers none: it is the past. */
  async look(): Promise<string[]> {
    const first = this.#marks.length === 0;
    const rows = await this.#db.execute<{ id: string; revision: string }>(
      first ? newestTasks : sql`select id, revision from swath.bulk_tasks where revision > ${this.#since()}`,
    );
    const fresh: string[] = [];
    let newest = this.#marks.at(-1)?.revision ?? 0;
    for (const { id, revision } of rows) {
      if (this.mark(id, Number(revision)) && !first) fresh.push(id);
      newest = Math.max(newest, Number(revision));
    }
    if (first) this.#marks.push({ at: this.#now(), revision: newest - OVERLAP_REVISIONS });
    this.#marks.push({ at: this.#now(), revision: newest });
    this.#forget();
    return fresh;
  }

  /** Remembers a revision that came in another way; false when it was known, or is older than a known one. */
  mark(id: string, revision: number): boolean {
    if ((this.#seen.get(id) ?? -1) >= revision) return false;
    this.#seen.set(id, revision);
    return true;
  }

  /** The newest revision known when the overlap began. */
  #since(): number {
    return this.#marks[0]?.revision ?? 0;
  }

  #forget(): void {
    const begin = this.#now() - OVERLAP_MS;
    const keepFrom = this.#marks.findLastIndex(({ at }) => at <= begin);
    if (keepFrom > 0) this.#marks = this.#marks.slice(keepFrom);
    const since = this.#since();
    for (const [id, revision] of this.#seen) if (revision <= since) this.#seen.delete(id);
  }
}

const newestTasks = sql`
  select id, revision from swath.bulk_tasks
  where revision > (select coalesce(max(revision), 0) from swath.bulk_tasks) - ${OVERLAP_REVISIONS}::int`;
