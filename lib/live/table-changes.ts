import { sql } from "drizzle-orm";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { Db } from "@/lib/db/client";

/** Records of a table were written: by whom, and how many. Nothing of what they hold. */
export interface TableChange {
  table: string;
  actorId: string;
  records: number;
  /** The page of the person who wrote them has shown what came of it. */
  shown: boolean;
}

/** A transaction commits this long after its history says at the latest. */
const OVERLAP_SECONDS = 10;
const MOST_TASKS = 5_000;

/**
 * How much was written since the last look, for all viewers of a process: what the counters of bulk tasks grew by, and
 * single edits out of the history. So nothing is told per record, and what is told has been committed.
 */
export class TableChanges {
  readonly #db: Db;
  readonly #counted = new Map<string, number>();
  /** When each single edit was found, by key. */
  #seen = new Map<string, number>();
  #lookedAt = performance.now();
  #looking: Promise<unknown> = Promise.resolve();

  constructor(db: Db) {
    this.#db = db;
  }

  /** What has been written until now is the past. */
  async begin(): Promise<void> {
    const tasks = await this.#db.execute<{ id: string; changed: number }>(sql`
      select id, changed from swath.bulk_tasks where state in ('pending', 'running', 'paused', 'cancelling')`);
    for (const { id, changed } of tasks) this.#counted.set(id, changed);
    await this.edits();
  }

  ofTasks(tasks: TaskSnapshot[]): TableChange[] {
    return tasks.flatMap((task) => {
      const { table, actor, backend } = task;
      const { changed } = task.counts;
      const before = this.#counted.get(task.id) ?? (isOld(task) ? changed : 0);
      const records = changed - before;
      this.#remember(task.id, Math.max(before, changed));
      return records > 0 ? [{ table, actorId: actor.id, records, shown: backend === "direct" }] : [];
    });
  }

  /** Single edits that were committed since the last look. One look after the other, so that none is told twice. */
  edits(): Promise<TableChange[]> {
    const next = this.#looking.then(() => this.#look());
    this.#looking = next.catch(() => {});
    return next;
  }

  async #look(): Promise<TableChange[]> {
    const begun = performance.now();
    const seconds = Math.ceil((begun - this.#lookedAt) / 1_000) + OVERLAP_SECONDS;
    const rows = await this.#db.execute<{ table: string; actorId: string; key: string }>(sql`
      select table_name as table, actor_id as "actorId", table_name || '/' || record_ids[1] || '@' || at as key
      from swath.record_changes where task_id is null and at > now() - ${seconds}::int * interval '1 second'`);
    const fresh = rows.filter(({ key }) => !this.#seen.has(key));
    this.#seen = new Map(rows.map(({ key }) => [key, this.#seen.get(key) ?? begun]));
    this.#lookedAt = begun;
    return fresh.map(({ table, actorId }) => ({ table, actorId, records: 1, shown: true }));
  }

  #remember(id: string, changed: number): void {
    this.#counted.delete(id);
    this.#counted.set(id, changed);
    const [oldest] = this.#counted.keys();
    if (this.#counted.size > MOST_TASKS && oldest) this.#counted.delete(oldest);
  }
}

/** Had ended before anybody looked: whatever touched its row since wrote no record. */
function isOld({ finishedAt }: TaskSnapshot): boolean {
  return finishedAt !== null && Date.now() - Date.parse(finishedAt) > 60_000;
}
