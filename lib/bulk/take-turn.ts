import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import type { Holds } from "./holds";
import { STEP_SECONDS } from "./limits";
import { markHeld } from "./mark-held";
import type { RunnableTask } from "./runnable-task";

/** Leave to write: how many slices, and what to call with the records that were really written. */
export interface Turn {
  slices: number;
  settle: (records: number) => Promise<void>;
}

/** Missed turns are made up for within this time; later than that they are lost, so that nothing bursts. */
const GRACE_SECONDS = 2;
const HELD_MS = 1_000;

/**
 * Asks whether a lane may write now. A limited task has one "not before" time in its row, shared by all lanes on all
 * hosts: a turn moves it on by what its records cost (the generic cell rate algorithm, one slice at the least).
 * Read with every turn, so that a new limit holds from the next one.
 */
export async function takeTurn(
  { db, holds }: { db: Db; holds: Holds },
  { task, table }: RunnableTask,
  slices: number,
): Promise<Turn | { waitMs: number }> {
  const held = await holds.why();
  if (held) {
    await markHeld(db, task.id, held);
    return { waitMs: HELD_MS };
  }
  // One transaction for the whole of it: there is nothing to spread over time.
  if (task.errorPolicy === "all_or_nothing") return { slices, settle: async () => {} };
  const { chunkSize } = table.bulk;
  const [turn] = await db.execute<{ rate: number | null; slices: number; taken: boolean; wait_ms: number | null }>(sql`
    with task as (
      select max_records_per_second as rate, paced_until,
        least(${slices}::int, greatest(1, floor(max_records_per_second * ${STEP_SECONDS}::float8 / ${chunkSize}::int)))::int as slices
      from swath.bulk_tasks where id = ${task.id}),
    taken as (
      update swath.bulk_tasks limited
      set paced_until = greatest(coalesce(limited.paced_until, clock_timestamp()), clock_timestamp() - ${GRACE_SECONDS} * interval '1 second')
        + ${chunkSize}::int * task.slices / limited.max_records_per_second::float8 * interval '1 second'
      from task
      where limited.id = ${task.id} and limited.state = 'running' and limited.max_records_per_second is not null
        and coalesce(limited.paced_until, '-infinity') <= clock_timestamp()
      returning limited.id)
    select rate, slices, exists (select from taken) as taken,
      ceil(extract(epoch from paced_until - clock_timestamp()) * 1000)::float8 as wait_ms
    from task`);
  if (!turn || turn.rate === null) return { slices, settle: async () => {} };
  if (!turn.taken) return { waitMs: Math.max(50, Math.min(turn.wait_ms ?? 50, HELD_MS)) };
  const cost = turn.slices * chunkSize;
  return { slices: turn.slices, settle: (records) => giveBack(db, task.id, cost - records) };
}

/** The last slice is smaller than the others, and what was locked was not written at all. */
async function giveBack(db: Db, taskId: string, records: number): Promise<void> {
  if (records <= 0) return;
  await db.execute(sql`
    update swath.bulk_tasks
    set paced_until = paced_until - ${records}::int / max_records_per_second::float8 * interval '1 second'
    where id = ${taskId} and max_records_per_second is not null`);
}
