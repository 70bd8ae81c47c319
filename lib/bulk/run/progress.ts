import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { notifyTask } from "@/lib/live/notify";
import { COUNTED_OUTCOMES } from "@/lib/bulk/model/outcomes";
import { outcomeSums } from "./chunk-sums";

const LEAST_MS = 200;
/** Adding up may take this share of the time at most, however many chunks a task has. */
const LARGEST_SHARE = 0.2;

interface Pending {
  timer: NodeJS.Timeout | undefined;
  /** The store under way; the next one waits for it. */
  storing: Promise<void>;
  nextAt: number;
}

/**
 * Coalesces progress: after commits, at most once per 200 ms and task, the sums of its committed chunks go into its row
 * and one notification tells the pages. Outside of the data's transaction, so that pages never slow a chunk down.
 */
export class Progress {
  readonly #db: Db;
  readonly #onError: (error: unknown) => void;
  readonly #tasks = new Map<string, Pending>();

  constructor(db: Db, onError: (error: unknown) => void = () => {}) {
    this.#db = db;
    this.#onError = onError;
  }

  /** Chunks of the task have just been committed. */
  touch(taskId: string): void {
    const pending = this.#pending(taskId);
    pending.timer ??= setTimeout(
      () => void this.#store(taskId, pending),
      Math.max(0, pending.nextAt - performance.now()),
    );
  }

  /** Stores now. Never throws: what could not be stored is stored by the next one, or when the task ends. */
  async flush(taskId: string): Promise<void> {
    const pending = this.#pending(taskId);
    clearTimeout(pending.timer);
    await this.#store(taskId, pending);
    if (pending.timer === undefined) this.#tasks.delete(taskId);
  }

  /** Stores what is still waiting. */
  async end(): Promise<void> {
    const waiting = [...this.#tasks].filter(([, pending]) => pending.timer !== undefined);
    await Promise.all(waiting.map(([taskId]) => this.flush(taskId)));
  }

  #pending(taskId: string): Pending {
    const pending = this.#tasks.get(taskId) ?? { timer: undefined, storing: Promise.resolve(), nextAt: 0 };
    this.#tasks.set(taskId, pending);
    return pending;
  }

  #store(taskId: string, pending: Pending): Promise<void> {
    pending.timer = undefined;
    pending.storing = pending.storing.then(async () => {
      // Never the host's clock: set back by an hour, it would keep progress still for an hour.
      const begun = performance.now();
      await storeProgress(this.#db, taskId).catch(this.#onError);
      const tookMs = performance.now() - begun;
      pending.nextAt = begun + Math.max(LEAST_MS, tookMs / LARGEST_SHARE);
    });
    return pending.storing;
  }
}

/** Stores the sums of the committed chunks. Of two stores that race, the one with the older sums changes nothing. */
export async function storeProgress(db: Db, taskId: string): Promise<void> {
  const outcomes = COUNTED_OUTCOMES.map((outcome) => sql.identifier(outcome));
  const assignments = outcomes.map((o) => sql`${o} = sums.${o}`);
  const [stored] = await db.execute<{ revision: string }>(sql`
    update swath.bulk_tasks task
    set processed = sums.processed, chunks_done = sums.chunks, ${sql.join(assignments, sql`, `)},
      heartbeat_at = clock_timestamp(), held_for = null, revision = nextval('swath.task_revision')
    from (
      select ${outcomeSums()}, coalesce(sum(${sql.join(outcomes, sql` + `)}), 0)::int as processed,
        count(*)::int as chunks
      from swath.bulk_chunks where task_id = ${taskId} and done_at is not null) sums
    where task.id = ${taskId} and task.state in ('running', 'paused', 'cancelling') and sums.processed > task.processed
    returning task.revision`);
  if (stored) await notifyTask(db, taskId, Number(stored.revision));
}

/** Tells the sweep that a lane of the task is alive, though it has nothing to show yet. */
export async function heartbeat(db: Db, taskId: string): Promise<void> {
  await db.execute(sql`
    update swath.bulk_tasks set heartbeat_at = clock_timestamp()
    where id = ${taskId} and heartbeat_at < clock_timestamp() - interval '1 second'`);
}
