import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { transientReason, type TransientReason } from "@/lib/db/postgres-error";
import { explainRefusal } from "@/lib/db/refusal";
import { refuseByHook } from "./refuse-by-hook";
import { writeIsolated } from "./isolate";
import { addOutcomes, noOutcomes, type OutcomeCounts } from "./outcomes";
import { type RunnableTask, taskState } from "./runnable-task";
import { intArray } from "./slice";
import type { TaskState } from "./states";
import { writeRange } from "./write-range";

export type WriteResult =
  | { status: "wrote"; slices: number; records: number; counts: OutcomeCounts; durationMs: number }
  /** Every open chunk is held by another lane or waits for its next try. */
  | { status: "nothing_free"; openChunks: number }
  | { status: "not_running"; state: TaskState | undefined }
  /** Another session's lock, a time-out or a deadlock; the chunks may be tried again from `notBefore` on. */
  | { status: "blocked"; reason: TransientReason; notBefore: Date };

export interface WriteOptions {
  /** Chunks to claim for one transaction. */
  slices: number;
  /** Who writes, for the chunk row. */
  worker: string;
  /** Aborts the running statement and rolls the transaction back. */
  signal?: AbortSignal;
}

interface ClaimedChunk {
  seq: number;
  size: number;
  attempts: number;
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
  try {
    return await attempt(db, runnable, options, claimed, false);
  } catch (error) {
    if (error instanceof NotRunning) return { status: "not_running", state: error.state };
    if (explainRefusal(error, runnable.table)) return tryAgain(db, runnable, options, claimed);
    return blocked(db, runnable, claimed, error);
  }
}

/** The optimistic attempt met a refusal and left no trace; the same work again, each chunk by itself and with isolation. */
async function tryAgain(db: Db, runnable: RunnableTask, options: WriteOptions, claimed: ClaimedChunk[]): Promise<WriteResult> {
  claimed.length = 0;
  try {
    return await attempt(db, runnable, options, claimed, true);
  } catch (error) {
    if (error instanceof NotRunning) return { status: "not_running", state: error.state };
    return blocked(db, runnable, claimed, error);
  }
}

async function attempt(db: Db, runnable: RunnableTask, options: WriteOptions, claimed: ClaimedChunk[], isolate: boolean): Promise<WriteResult> {
  const begun = performance.now();
  const taskId = runnable.task.id;
  return db.transaction(async (tx) => {
    const { pid, chunks } = await claim(tx, taskId, options.slices);
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
    } as const;
  });
}

/** Claims open chunks in order. The row lock is the lease: Postgres frees it when this connection dies. */
export async function claim(tx: Tx, taskId: string, slices: number): Promise<{ pid: number; chunks: ClaimedChunk[] }> {
  const rows = await tx.execute<{ seq: number | null; size: number; attempts: number; pid: number }>(sql`
    with timeouts as materialized (
      select set_config('lock_timeout', '2s', true), set_config('statement_timeout', '15s', true),
        set_config('idle_in_transaction_session_timeout', '15s', true)),
    claimed as materialized (
      select seq, size, attempts from swath.bulk_chunks
      where task_id = ${taskId} and done_at is null and (not_before is null or not_before <= now())
      order by seq limit ${slices}::int
      for update skip locked)
    select claimed.seq, claimed.size, claimed.attempts, pg_backend_pid() as pid
    from timeouts left join claimed on true
    order by claimed.seq`);
  const chunks = rows.filter((row): row is typeof row & { seq: number } => row.seq !== null);
  return { pid: rows[0]?.pid ?? 0, chunks: chunks.map(({ seq, size, attempts }) => ({ seq, size, attempts })) };
}

/** Writes claimed chunks and answers what became of their records, by chunk. */
export async function writeClaimed(tx: Tx, runnable: RunnableTask, chunks: ClaimedChunk[], isolate: boolean): Promise<Map<number, OutcomeCounts>> {
  const { beforeChunk, afterChunk } = runnable.table.bulk;
  const recordIds = beforeChunk || afterChunk ? await recordIdsOf(tx, runnable.task.id, chunks) : [];
  await beforeChunk?.({ tx, recordIds }, runnable.facts);

  const refused = await refuseByHook(tx, runnable, chunks.map((c) => c.seq));
  const result = new Map<number, OutcomeCounts>();
  if (isolate) {
    for (const chunk of chunks) {
      result.set(chunk.seq, await writeIsolated(tx, runnable, chunk, refused.get(chunk.seq) ?? []));
    }
  } else {
    const except = [...refused.values()].flat();
    const expected = chunks.reduce((sum, c) => sum + c.size, 0) - except.length;
    const written = await writeRange(tx, runnable, { seqs: chunks.map((c) => c.seq), except }, expected);
    for (const [seq, counts] of written) result.set(seq, counts);
  }
  for (const [seq, ids] of refused) result.get(seq)!.failed += ids.length;

  const counts = [...result.values()].reduce(addOutcomes, noOutcomes());
  await afterChunk?.({ tx, recordIds, counts }, runnable.facts);
  return result;
}

export async function markDone(tx: Tx, taskId: string, counts: Map<number, OutcomeCounts>, durationMs: number, worker: string): Promise<void> {
  const rows = [...counts].map(([seq, c]) => ({ seq, ...c }));
  await tx.execute(sql`
    update swath.bulk_chunks chunk
    set done_at = clock_timestamp(), duration_ms = ${durationMs}::int, worker = ${worker},
      changed = c.changed, unchanged = c.unchanged, conflict = c.conflict,
      failed = c.failed, forbidden = c.forbidden, gone = c.gone
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as c(seq int, changed int, unchanged int, conflict int, failed int, forbidden int, gone int)
    where chunk.task_id = ${taskId} and chunk.seq = c.seq`);
}

async function recordIdsOf(tx: Tx, taskId: string, chunks: ClaimedChunk[]): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select unnest(record_ids) as id from swath.bulk_chunks
    where task_id = ${taskId} and seq = any(${intArray(chunks.map((c) => c.seq))})`);
  return rows.map((row) => row.id);
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
async function blocked(db: Db, runnable: RunnableTask, claimed: ClaimedChunk[], error: unknown): Promise<WriteResult> {
  const reason = transientReason(error);
  if (!reason || claimed.length === 0) throw error;
  const taskId = runnable.task.id;
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
async function giveUp(db: Db, { task, table }: RunnableTask, chunk: ClaimedChunk, reason: TransientReason): Promise<void> {
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
      select ${task.id}::uuid, frozen.id, ${table.recordLabel.pgColumn}::text, 'failed', ${reason}, ${message}
      from chunk cross join lateral unnest(chunk.record_ids) as frozen(id)
      left join ${table.pgTable} on ${table.primaryKey.pgColumn}::text = frozen.id
      returning id`);
    if (listed.length > 0) await markDone(tx, task.id, new Map([[chunk.seq, { ...noOutcomes(), failed: listed.length }]]), 0, "gave up");
  });
}
