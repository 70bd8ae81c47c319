import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { transientReason, type TransientReason } from "@/lib/db/postgres-error";
import { type RunnableTask, taskState } from "@/lib/bulk/change/runnable-task";
import { intArray } from "@/lib/bulk/change/slice";
import { noOutcomes } from "@/lib/bulk/model/outcomes";
import type { TaskState } from "@/lib/bulk/model/states";
import { type ClaimedChunk, markDone } from "./claimed-chunks";
import { insertOutcomes } from "./insert-outcomes";

const MAX_ATTEMPTS = 6;

export type PutOff =
  | { status: "not_running"; state: TaskState | undefined }
  /** Another session's lock, a time-out or a deadlock; the chunks may be tried again from `notBefore` on. */
  | { status: "blocked"; reason: TransientReason; notBefore: Date };

/**
 * Puts chunks that met a lock or a time-out off for a while; after some tries gives their records up, each with a
 * sentence.
 *
 * @throws `error`, if it is not of this kind
 */
export async function putOff(
  db: Db,
  runnable: RunnableTask,
  claimed: ClaimedChunk[],
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<PutOff> {
  const taskId = runnable.task.id;
  // Cancelled on purpose: not the chunks' fault, so not a try.
  if (signal?.aborted) return { status: "not_running", state: await taskState(db, taskId) };
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
      ${insertOutcomes(
        task.id,
        sql`
        select coalesce(frozen.id, '') as record_id, ${table.recordLabel.pgColumn}::text as label, 'failed' as outcome,
          null as column_id, ${reason}::text as code, ${message}::text as message
        from chunk cross join lateral unnest(chunk.record_ids) as frozen(id)
        cross join lateral (select ${table.key.valuesOf(sql`frozen.id`)}) as own
        left join ${table.pgTable} on ${table.key.on("own")}`,
      )}
      returning id`);
    if (listed.length > 0)
      await markDone(tx, task.id, new Map([[chunk.seq, { ...noOutcomes(), failed: listed.length }]]), 0, "gave up");
  });
}
