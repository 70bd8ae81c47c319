import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";
import { writeIsolated } from "./isolate";
import { addOutcomes, noOutcomes, type OutcomeCounts } from "@/lib/bulk/model/outcomes";
import { refuseByHook } from "./refuse-by-hook";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { intArray } from "@/lib/bulk/change/slice";
import { writeRange } from "./write-range";

export interface ClaimedChunk {
  seq: number;
  size: number;
  attempts: number;
}

/** Chunks whose records may hand on unique values to each other at most, where those of one don't. */
const MOST_AS_ONE = 20;

/**
 * Claims open chunks in order. The row lock is the lease: Postgres frees it when this connection dies.
 *
 * @param waits whether the commit waits for the disk. A chunk of many need not: should the server crash, its data,
 * history and `done_at` are gone together and it is written again. Whatever is told of a task commits later, and
 * waits, so nothing lost was ever told.
 */
export async function claim(
  tx: Tx,
  taskId: string,
  slices: number,
  waits: boolean,
): Promise<{ pid: number; chunks: ClaimedChunk[] }> {
  const rows = await tx.execute<{ seq: number | null; size: number; attempts: number; pid: number }>(sql`
    with timeouts as materialized (
      select set_config('lock_timeout', '2s', true), set_config('statement_timeout', '15s', true),
        set_config('idle_in_transaction_session_timeout', '15s', true)
        ${waits ? sql`` : sql`, set_config('synchronous_commit', 'off', true)`}),
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

/**
 * Writes claimed chunks and answers what became of their records, by chunk.
 * @param isolate lists refused records instead of throwing; chunks that wait for others may be put behind those (`waits`)
 * @throws WaitsForOthers
 */
export async function writeClaimed(
  tx: Tx,
  runnable: RunnableTask,
  chunks: ClaimedChunk[],
  isolate: false | "waits" | "now",
): Promise<Map<number, OutcomeCounts>> {
  const { beforeChunk, afterChunk } = runnable.table.bulk;
  const recordIds = beforeChunk || afterChunk ? await recordIdsOf(tx, runnable.task.id, chunks) : [];
  await beforeChunk?.({ tx, recordIds }, runnable.facts);

  const refused = await refuseByHook(
    tx,
    runnable,
    chunks.map((c) => c.seq),
  );
  const except = [...refused.values()].flat();
  const expected = chunks.reduce((sum, c) => sum + c.size, 0) - except.length;
  const result = isolate
    ? await writeIsolated(tx, runnable, chunks, refused, isolate === "waits")
    : await writeRange(tx, runnable, { seqs: chunks.map((c) => c.seq), except }, expected);
  for (const [seq, ids] of refused) result.get(seq)!.failed += ids.length;

  const counts = [...result.values()].reduce(addOutcomes, noOutcomes());
  await afterChunk?.({ tx, recordIds, counts }, runnable.facts);
  return result;
}

/**
 * Claims chunks that were put behind all others, once no other is left: as many as can be written as one, from the end
 * or the beginning of the task. None while another lane is at them.
 */
export async function claimBehind(tx: Tx, taskId: string, from: "end" | "beginning"): Promise<ClaimedChunk[]> {
  const [open] = await tx.execute<{ behind: number; others: number }>(sql`
    select count(*) filter (where not_before = 'infinity')::int as behind,
      count(*) filter (where not_before is distinct from 'infinity')::int as others
    from swath.bulk_chunks where task_id = ${taskId} and done_at is null`);
  if (!open || open.others > 0) return [];
  const direction = from === "end" ? sql`desc` : sql`asc`;
  const chunks = await tx.execute<ClaimedChunk & Record<string, unknown>>(sql`
    select seq, size, attempts from swath.bulk_chunks
    where task_id = ${taskId} and done_at is null and not_before = 'infinity'
    order by seq ${direction} limit ${MOST_AS_ONE}::int
    for update skip locked`);
  return chunks.length < Math.min(open.behind, MOST_AS_ONE) ? [] : chunks;
}

export async function markDone(
  tx: Tx,
  taskId: string,
  counts: Map<number, OutcomeCounts>,
  durationMs: number,
  worker: string,
): Promise<void> {
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
