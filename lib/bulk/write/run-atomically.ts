import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { explainRefusal } from "@/lib/db/refusal";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { counted, number } from "@/lib/model/locale";
import { queueNotifications } from "@/lib/notify/queue-notifications";
import { sumChunks } from "@/lib/bulk/run/chunk-sums";
import { endAct } from "@/lib/bulk/run/end-act";
import { handsOn } from "@/lib/bulk/handing-on/unique-indexes";
import { countKept } from "@/lib/bulk/effects/count-kept";
import { claim, markDone, writeClaimed } from "./claimed-chunks";
import { givenRecords, insertOutcomes, type ListedRecord } from "./insert-outcomes";
import { addOutcomes, noOutcomes, type OutcomeCounts, processedOf } from "@/lib/bulk/model/outcomes";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { terminalState } from "@/lib/bulk/model/terminal-state";
import { type TaskPatch, transition } from "@/lib/bulk/task/transition";

/** Rolls back a transaction whose result is wanted all the same. */
class RolledBack<T> extends Error {
  constructor(readonly result: T) {
    super("rolled back on purpose");
  }
}

/**
 * Writes a whole task in the caller's transaction. With `all_or_nothing`, a single record that is refused, forbidden,
 * gone or in conflict leaves nothing changed; the reasons are listed all the same.
 * @returns the finished task; undefined when another lane holds one of its chunks
 */
export async function runInOneTransaction(
  tx: Tx,
  runnable: RunnableTask,
  worker: string,
): Promise<BulkTask | undefined> {
  const { task } = runnable;
  if (task.errorPolicy === "all_or_nothing") {
    const refused = await writeOrRollBack(tx, runnable, worker);
    if (refused === "busy") return undefined;
    return refused ? failAtomically(tx, runnable, refused) : finish(tx, task);
  }
  return (await writeAll(tx, runnable, worker, true)) === undefined ? undefined : finish(tx, task);
}

interface Tried {
  counts: OutcomeCounts;
  refused: ListedRecord[];
  /** Of a delete: records that the database would keep, marked. */
  kept: number;
}

/** "Try it for real and roll back": every refusal of the whole selection, found by the real write. Leaves no trace. */
export async function dryRun(db: Db, runnable: RunnableTask): Promise<Tried> {
  try {
    return await db.transaction(async (tx) => {
      throw new RolledBack(await isolating(tx, runnable, "dry-run"));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Tried;
    throw error;
  }
}

async function writeOrRollBack(
  tx: Tx,
  runnable: RunnableTask,
  worker: string,
): Promise<ListedRecord[] | "busy" | undefined> {
  try {
    await tx.transaction(async (savepoint) => {
      const counts = await writeAll(savepoint, runnable, worker, false);
      if (!counts) throw new RolledBack("busy");
      if (missed(counts) > 0) throw new RolledBack("refused");
    });
    return undefined;
  } catch (error) {
    if (error instanceof RolledBack && error.result === "busy") return "busy";
    if (!(error instanceof RolledBack) && !explainRefusal(error, runnable.table)) throw error;
  }
  // Something was refused and nothing is written. Once more, isolating, to be able to name every bad record; where there
  // is none after all (unique values are handed on in the right order), it is done.
  try {
    return await tx.transaction(async (savepoint) => {
      const { counts, refused } = await isolating(savepoint, runnable, worker);
      if (missed(counts) > 0) throw new RolledBack(refused);
      return undefined;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as ListedRecord[];
    throw error;
  }
}

async function isolating(tx: Tx, runnable: RunnableTask, worker: string): Promise<Tried> {
  const counts = (await writeAll(tx, runnable, worker, true)) ?? noOutcomes();
  const refused = await tx.execute<ListedRecord & Record<string, unknown>>(sql`
    select record_id, label, outcome, column_id, code, message
    from swath.record_outcomes where task_id = ${runnable.task.id} order by id`);
  return {
    counts,
    refused: [...refused],
    kept: runnable.compiled.mode === "delete" ? await countKept(tx, runnable.task.id) : 0,
  };
}

/** All chunks of the task, each statement with its own time-out. Undefined when another session holds one of them. */
async function writeAll(
  tx: Tx,
  runnable: RunnableTask,
  worker: string,
  isolate: boolean,
): Promise<OutcomeCounts | undefined> {
  const { task } = runnable;
  let sum = noOutcomes();
  // Whoever hands on a unique value may stand in any chunk.
  const slices = isolate && handsOn(runnable) ? task.total : 5;
  while (true) {
    const begun = performance.now();
    const { chunks } = await claim(tx, task.id, slices, true);
    if (chunks.length === 0) break;
    const counts = await writeClaimed(tx, runnable, chunks, isolate ? "now" : false);
    await markDone(tx, task.id, counts, Math.round(performance.now() - begun), worker);
    sum = [...counts.values()].reduce(addOutcomes, sum);
  }
  return processedOf(sum) === task.total ? sum : undefined;
}

const missed = (c: OutcomeCounts) => c.failed + c.conflict + c.forbidden + c.gone;

/** When the write ended, not when it began. */
const END: TaskPatch = { finishedAt: sql`statement_timestamp()`, heartbeatAt: sql`clock_timestamp()` };

async function finish(tx: Tx, task: BulkTask): Promise<BulkTask> {
  const sum = await sumChunks(tx, task.id);
  const to = terminalState(sum, task.total, "finish");
  const ended = await transition(tx, task.id, to, endAct(to, sum, task.total), {
    ...sum,
    processed: processedOf(sum),
    ...END,
  });
  return queueNotifications(tx, ended);
}

async function failAtomically(tx: Tx, { task }: RunnableTask, refused: ListedRecord[]): Promise<BulkTask> {
  await tx.execute(insertOutcomes(task.id, givenRecords(refused)));
  const counts = noOutcomes();
  for (const { outcome } of refused) counts[outcome as keyof OutcomeCounts]++;
  const error = {
    code: "REFUSED",
    message: `${number(refused.length)} of ${counted(task.total, "record")} could not be changed, so nothing was changed.`,
  };
  const ended = await transition(tx, task.id, "failed", endAct("failed", counts, task.total, error), {
    ...counts,
    processed: processedOf(counts),
    errorCode: error.code,
    errorMessage: error.message,
    ...END,
  });
  return queueNotifications(tx, ended);
}
