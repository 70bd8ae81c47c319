import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { transientReason, type TransientReason } from "@/lib/db/postgres-error";
import { explainRefusal } from "@/lib/db/refusal";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { claim, type ClaimedChunk, markDone, writeClaimed } from "./claimed-chunks";
import { addOutcomes, noOutcomes, type OutcomeCounts } from "@/lib/bulk/model/outcomes";
import { type RunnableTask, taskState } from "@/lib/bulk/change/runnable-task";
import { intArray } from "@/lib/bulk/change/slice";
import type { TaskState } from "@/lib/bulk/model/states";
import { runInOneTransaction } from "./run-atomically";

export type WriteResult =
  | { status: "wrote"; slices: number; records: number; counts: OutcomeCounts; durationMs: number; isolated: boolean }
  /** Every open chunk is held by another lane or waits for its next try. */
  | { status: "nothing_free"; openChunks: number }
  | { status: "not_running"; state: TaskState | undefined }
  /** `all_or_nothing`: the transaction that wrote the task has ended it, too. */
  | { status: "ended"; task: BulkTask }
  /** Another session's lock, a time-out or a deadlock; the chunks may be tried again from `notBefore` on. */
  | { status: "blocked"; reason: TransientReason; notBefore: Date };

export interface WriteOptions {
  /** Chunks to claim for one transaction. */
  slices: number;
  /** Isolates refused records at once instead of trying all together first: the chunks before had some. */
  isolate?: boolean;
  /** Who writes, for the chunk row. */
  worker: string;
  /** Aborts the running statement and rolls the transaction back. */
  signal?: AbortSignal;
}

class NotRunning extends Error {
  constructor(readonly state: TaskState | undefined) {
    super("not running");
  }
}

const MAX_ATTEMPTS = 6;

/**
 * Claims up to `slices` open chunks and writes them in ONE transaction: data, history, outcomes, counters, `done_at`.
 * Whatever dies in between, Postgres rolls back and frees the chunks: every record is written exactly once.
 * Records that the database refuses are isolated and listed (policy `skip_failed`).
 *
 * @throws whatever is neither the records' fault nor transient (lost connection, broken SQL)
 */
export async function writeChunks(db: Db, runnable: RunnableTask, options: WriteOptions): Promise<WriteResult> {
  const claimed: ClaimedChunk[] = [];
  if (runnable.task.errorPolicy === "all_or_nothing") return writeWhole(db, runnable, options);
  try {
    return await attempt(db, runnable, options, claimed, options.isolate ?? false);
  } catch (error) {
    if (error instanceof NotRunning) return { status: "not_running", state: error.state };
    if (explainRefusal(error, runnable.table)) return tryAgain(db, runnable, options, claimed);
    return blocked(db, runnable, options, claimed, error);
  }
}

/** `all_or_nothing`: the whole task in one transaction, ended by it. */
async function writeWhole(db: Db, runnable: RunnableTask, { worker, signal }: WriteOptions): Promise<WriteResult> {
  const { task } = runnable;
  try {
    return await db.transaction(async (tx) => {
      const { pid, chunks } = await claim(tx, task.id, task.total, true);
      if (chunks.length === 0) return { status: "nothing_free", openChunks: await openChunks(tx, task.id) } as const;
      const state = await taskState(tx, task.id);
      if (state !== "running") throw new NotRunning(state);
      const finished = await abortable(db, pid, signal, () => runInOneTransaction(tx, runnable, worker));
      return finished
        ? ({ status: "ended", task: finished } as const)
        : ({ status: "nothing_free", openChunks: 1 } as const);
    });
  } catch (error) {
    if (error instanceof NotRunning) return { status: "not_running", state: error.state };
    if (signal?.aborted) return { status: "not_running", state: await taskState(db, task.id) };
    const reason = transientReason(error);
    if (!reason) throw error;
    return { status: "blocked", reason, notBefore: new Date(Date.now() + 2_000) };
  }
}

/** The optimistic attempt met a refusal and left no trace; the same work again, each chunk by itself and with isolation. */
async function tryAgain(
  db: Db,
  runnable: RunnableTask,
  options: WriteOptions,
  claimed: ClaimedChunk[],
): Promise<WriteResult> {
  claimed.length = 0;
  try {
    return await attempt(db, runnable, options, claimed, true);
  } catch (error) {
    if (error instanceof NotRunning) return { status: "not_running", state: error.state };
    return blocked(db, runnable, options, claimed, error);
  }
}

async function attempt(
  db: Db,
  runnable: RunnableTask,
  options: WriteOptions,
  claimed: ClaimedChunk[],
  isolate: boolean,
): Promise<WriteResult> {
  const begun = performance.now();
  const taskId = runnable.task.id;
  return db.transaction(async (tx) => {
    const { pid, chunks } = await claim(tx, taskId, options.slices, false);
    claimed.push(...chunks);
    if (chunks.length === 0) return { status: "nothing_free", openChunks: await openChunks(tx, taskId) } as const;

    // Read after the claim, on a fresh snapshot: whoever ends a task first locks its open chunks, so no write can
    // follow `cancelled`.
    const state = await taskState(tx, taskId);
    if (state !== "running") throw new NotRunning(state);

    const counts = await abortable(db, pid, options.signal, () => writeClaimed(tx, runnable, chunks, isolate));
    const durationMs = Math.round(performance.now() - begun);
    await markDone(tx, taskId, counts, durationMs, options.worker);
    return {
      status: "wrote",
      slices: chunks.length,
      records: chunks.reduce((sum, c) => sum + c.size, 0),
      counts: [...counts.values()].reduce(addOutcomes, noOutcomes()),
      durationMs,
      isolated: isolate,
    } as const;
  });
}

async function openChunks(tx: Tx, taskId: string): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from swath.bulk_chunks where task_id = ${taskId} and done_at is null`,
  );
  return row?.n ?? 0;
}

/** Runs `work`; when the signal fires, cancels whatever statement the backend is running. */
async function abortable<T>(db: Db, pid: number, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  if (!signal) return work();
  const cancel = () => void db.execute(sql`select pg_cancel_backend(${pid}::int)`).catch(() => {});
  signal.throwIfAborted();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** Puts chunks that met a lock or a time-out off for a while; after some tries gives their records up, each with a sentence. */
async function blocked(
  db: Db,
  runnable: RunnableTask,
  options: WriteOptions,
  claimed: ClaimedChunk[],
  error: unknown,
): Promise<WriteResult> {
  const taskId = runnable.task.id;
  // Cancelled on purpose: not the chunks' fault, so not a try.
  if (options.signal?.aborted) return { status: "not_running", state: await taskState(db, taskId) };
  const reason = transientReason(error);
  if (!reason || claimed.length === 0) throw error;
  const seqs = intArray(claimed.map((c) => c.seq));
  const rows = await db.execute<{ not_before: string }>(sql`
    update swath.bulk_chunks
    set attempts = attempts + 1, not_before = clock_timestamp() + least(0.25 * power(2, attempts), 5) * interval '1 second'
    where task_id = ${taskId} and seq = any(${seqs}) and done_at is null
    returning not_before`);
  if (claimed.length === 1 && claimed[0]!.attempts + 1 >= MAX_ATTEMPTS) await giveUp(db, runnable, claimed[0]!, reason);
  return { status: "blocked", reason, notBefore: new Date(rows[0]?.not_before ?? Date.now()) };
}

/** Lists every record of a chunk that could not be written in `MAX_ATTEMPTS` tries as failed, so that the task can end. */
async function giveUp(
  db: Db,
  { task, table }: RunnableTask,
  chunk: ClaimedChunk,
  reason: TransientReason,
): Promise<void> {
  const message =
    reason === "timeout"
      ? "The change took too long for this part of the selection."
      : "Someone else kept this part of the selection locked.";
  await db.transaction(async (tx) => {
    const listed = await tx.execute(sql`
      with chunk as materialized (
        select record_ids from swath.bulk_chunks
        where task_id = ${task.id} and seq = ${chunk.seq}::int and done_at is null
        for update skip locked)
      insert into swath.record_outcomes (task_id, record_id, label, outcome, code, message)
      select ${task.id}::uuid, coalesce(frozen.id, ''), ${table.recordLabel.pgColumn}::text, 'failed', ${reason}, ${message}
      from chunk cross join lateral unnest(chunk.record_ids) as frozen(id)
      cross join lateral (select ${table.key.valuesOf(sql`frozen.id`)}) as own
      left join ${table.pgTable} on ${table.key.on("own")}
      returning id`);
    if (listed.length > 0)
      await markDone(tx, task.id, new Map([[chunk.seq, { ...noOutcomes(), failed: listed.length }]]), 0, "gave up");
  });
}
