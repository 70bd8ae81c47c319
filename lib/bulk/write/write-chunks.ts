import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import { cancelledBy } from "@/lib/db/cancelled-by";
import type { Db, Tx } from "@/lib/db/client";
import { transientReason } from "@/lib/db/postgres-error";
import { explainRefusal } from "@/lib/db/refusal";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { heartbeat } from "@/lib/bulk/run/progress";
import { putBehind, WaitsForOthers } from "@/lib/bulk/handing-on/waits-for-others";
import { claim, claimBehind, type ClaimedChunk, markDone, writeClaimed } from "./claimed-chunks";
import { putOff, type PutOff } from "./put-off";
import { addOutcomes, noOutcomes, type OutcomeCounts } from "@/lib/bulk/model/outcomes";
import { type RunnableTask, taskState } from "@/lib/bulk/change/runnable-task";
import type { TaskState } from "@/lib/bulk/model/states";
import { runInOneTransaction } from "./run-atomically";

export type WriteResult =
  | { status: "wrote"; slices: number; records: number; counts: OutcomeCounts; durationMs: number; isolated: boolean }
  /** Every open chunk is held by another lane or waits for its next try, or has been put `behind` all others. */
  | { status: "nothing_free"; openChunks: number; behind: number }
  /** `all_or_nothing`: the transaction that wrote the task has ended it, too. */
  | { status: "ended"; task: BulkTask }
  /** Chunks were put behind the others: their records want unique values that records of those still hold. */
  | { status: "waits" }
  | PutOff;

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

const LOOK_MS = 400;
/** How long a chunk may go on once the process shall end. */
const GRACE_MS = 5_000;

export interface WatchDeps {
  db: Db;
  worker: string;
  /** Aborted when the process shall end. */
  signal: AbortSignal;
  log: Logger;
}

/**
 * `writeChunks` under watch from another connection: should the task be paused or cancelled while a long
 * statement runs, or the process have to end, the statement is cancelled and its transaction rolled back.
 */
export async function writeWatched(
  deps: WatchDeps,
  runnable: RunnableTask,
  options: Pick<WriteOptions, "slices" | "isolate">,
): Promise<WriteResult> {
  const { db, worker, signal, log } = deps;
  const taskId = runnable.task.id;
  const abort = new AbortController();
  let stoppingMs = 0;
  let looking = false;

  const look = async () => {
    if (signal.aborted && (stoppingMs += LOOK_MS) > GRACE_MS) return abort.abort();
    if ((await taskState(db, taskId)) !== "running") return abort.abort();
    await heartbeat(db, taskId);
  };
  const watch = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((error: unknown) => log.warn({ err: error, taskId }, "could not look after a chunk"))
      .finally(() => (looking = false));
  }, LOOK_MS);

  try {
    return await writeChunks(db, runnable, { ...options, worker, signal: abort.signal });
  } finally {
    clearInterval(watch);
  }
}

/**
 * Claims up to `slices` open chunks and writes them in ONE transaction: data, history, outcomes, counters, `done_at`.
 * Whatever dies in between, Postgres rolls back and frees the chunks: every record is written exactly once.
 * Records that the database refuses are isolated and listed (policy `skip_failed`). The statement that writes stands in
 * `write-statement.ts`, for each kind of change.
 *
 * @throws whatever is neither the records' fault nor transient (lost connection, broken SQL)
 */
export async function writeChunks(db: Db, runnable: RunnableTask, options: WriteOptions): Promise<WriteResult> {
  if (runnable.task.errorPolicy === "all_or_nothing") return writeWhole(db, runnable, options);
  let result = await tryToWrite(db, runnable, options, { isolate: options.isolate ? "waits" : false });
  // The optimistic attempt met a refusal and left no trace; the same work again, with isolation.
  if (result === "refused") result = await tryToWrite(db, runnable, options, { isolate: "waits" });
  if (result === "refused") throw new Error("What is isolated can't be refused.");
  return result.status === "nothing_free" && result.openChunks > 0 && result.openChunks === result.behind
    ? writeLast(db, runnable, options)
    : result;
}

/** Chunks that were put behind all others: from the end, from the beginning, and at last whatever becomes of them. */
async function writeLast(db: Db, runnable: RunnableTask, options: WriteOptions): Promise<WriteResult> {
  for (const from of ["end", "beginning"] as const) {
    const result = await tryToWrite(db, runnable, options, { isolate: "waits", from });
    if (result !== "refused" && result.status !== "waits") return result;
  }
  const result = await tryToWrite(db, runnable, options, { isolate: "now", from: "end" });
  if (result === "refused") throw new Error("What is isolated can't be refused.");
  return result;
}

interface Attempt {
  /** Lists refused records instead of giving up; chunks may be put behind others (`waits`) or not. */
  isolate: false | "waits" | "now";
  /** Takes those, too, that were put behind all others. */
  from?: "end" | "beginning";
}

async function tryToWrite(
  db: Db,
  runnable: RunnableTask,
  options: WriteOptions,
  how: Attempt,
): Promise<WriteResult | "refused"> {
  const claimed: ClaimedChunk[] = [];
  try {
    return await attempt(db, runnable, options, claimed, how);
  } catch (error) {
    if (error instanceof NotRunning) return { status: "not_running", state: error.state };
    if (error instanceof WaitsForOthers) {
      await putBehind(db, runnable.task.id, error.seqs);
      return { status: "waits" };
    }
    if (!how.isolate && explainRefusal(error, runnable.table)) return "refused";
    return putOff(db, runnable, claimed, error, options.signal);
  }
}

/** `all_or_nothing`: the whole task in one transaction, ended by it. */
async function writeWhole(db: Db, runnable: RunnableTask, { worker, signal }: WriteOptions): Promise<WriteResult> {
  const { task } = runnable;
  try {
    return await db.transaction(async (tx) => {
      const { pid, chunks } = await claim(tx, task.id, task.total, true);
      if (chunks.length === 0) return { status: "nothing_free", ...(await openChunks(tx, task.id)) } as const;
      const state = await taskState(tx, task.id);
      if (state !== "running") throw new NotRunning(state);
      const finished = await cancelledBy(signal, db, pid, () => runInOneTransaction(tx, runnable, worker));
      return finished
        ? ({ status: "ended", task: finished } as const)
        : ({ status: "nothing_free", openChunks: 1, behind: 0 } as const);
    });
  } catch (error) {
    if (error instanceof NotRunning) return { status: "not_running", state: error.state };
    if (signal?.aborted) return { status: "not_running", state: await taskState(db, task.id) };
    const reason = transientReason(error);
    if (!reason) throw error;
    return { status: "blocked", reason, notBefore: new Date(Date.now() + 2_000) };
  }
}

async function attempt(
  db: Db,
  runnable: RunnableTask,
  options: WriteOptions,
  claimed: ClaimedChunk[],
  { isolate, from }: Attempt,
): Promise<WriteResult> {
  const begun = performance.now();
  const taskId = runnable.task.id;
  return db.transaction(async (tx) => {
    const { pid, chunks: free } = await claim(tx, taskId, options.slices, false);
    const chunks = free.length === 0 && from ? await claimBehind(tx, taskId, from) : free;
    claimed.push(...chunks);
    if (chunks.length === 0) return { status: "nothing_free", ...(await openChunks(tx, taskId)) } as const;

    // Read after the claim, on a fresh snapshot: whoever ends a task first locks its open chunks, so no write can
    // follow `cancelled`.
    const state = await taskState(tx, taskId);
    if (state !== "running") throw new NotRunning(state);

    const counts = await cancelledBy(options.signal, db, pid, () => writeClaimed(tx, runnable, chunks, isolate));
    const durationMs = Math.round(performance.now() - begun);
    await markDone(tx, taskId, counts, durationMs, options.worker);
    return {
      status: "wrote",
      slices: chunks.length,
      records: chunks.reduce((sum, c) => sum + c.size, 0),
      counts: [...counts.values()].reduce(addOutcomes, noOutcomes()),
      durationMs,
      isolated: isolate !== false,
    } as const;
  });
}

async function openChunks(tx: Tx, taskId: string): Promise<{ openChunks: number; behind: number }> {
  const [row] = await tx.execute<{ open: number; behind: number }>(sql`
    select count(*)::int as open, count(*) filter (where not_before = 'infinity')::int as behind
    from swath.bulk_chunks where task_id = ${taskId} and done_at is null`);
  return { openChunks: row?.open ?? 0, behind: row?.behind ?? 0 };
}
