import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import type { BackPressure } from "./back-pressure";
import { stepOf } from "@/lib/bulk/model/limits";
import { markHeld } from "./mark-held";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { splitSlice } from "./split-slice";

/** Leave to write: how many slices, and what to call with the records that were really written. */
export interface Allowance {
  slices: number;
  spend: (records: number) => Promise<void>;
}

/** Missed turns are made up for within this time; later than that they are lost, so that nothing bursts. */
const GRACE_SECONDS = 2;
const HELD_MS = 1_000;

/**
 * Asks whether a lane may write now. A limited task has one "not before" time in its row, shared by all lanes on all
 * hosts: a claim moves it on by what its records cost (the generic cell rate algorithm). Read with every claim, so that a
 * new limit holds from the next one.
 */
export async function askRateLimit(
  { db, backPressure }: { db: Db; backPressure: BackPressure },
  { task }: RunnableTask,
  slices: number,
): Promise<Allowance | { waitMs: number }> {
  const held = await backPressure.why();
  if (held) {
    await markHeld(db, task.id, held);
    return { waitMs: HELD_MS };
  }
  // One transaction for the whole of it: there is nothing to spread over time.
  if (task.errorPolicy === "all_or_nothing") return unlimited(slices);
  const [limit] = await db.execute<{ rate: number | null; wait_ms: number; next_size: number | null }>(sql`
    select max_records_per_second as rate,
      coalesce(ceil(extract(epoch from paced_until - clock_timestamp()) * 1000), 0)::float8 as wait_ms,
      (select size from swath.bulk_chunks where task_id = ${task.id} and done_at is null order by seq limit 1) as next_size
    from swath.bulk_tasks where id = ${task.id}`);
  if (!limit || limit.rate === null) return unlimited(slices);
  if (limit.wait_ms > 0) return { waitMs: Math.min(limit.wait_ms, HELD_MS) };

  const size = limit.next_size ?? 1;
  const step = stepOf(limit.rate);
  const fits = Math.min(slices, Math.max(1, Math.floor(step / size)));
  const cost = Math.min(step, fits * size);
  if (!(await charge(db, task.id, cost))) return { waitMs: 50 };
  if (step < size) await splitSlice(db, task.id, step);
  return { slices: fits, spend: (records) => correct(db, task.id, records - cost) };
}

const unlimited = (slices: number): Allowance => ({ slices, spend: async () => {} });

/** False: another lane was quicker, or the limit or the state has changed since. */
async function charge(db: Db, taskId: string, records: number): Promise<boolean> {
  const charged = await db.execute(sql`
    update swath.bulk_tasks
    set paced_until = greatest(coalesce(paced_until, clock_timestamp()), clock_timestamp() - ${GRACE_SECONDS} * interval '1 second')
      + ${records}::int / max_records_per_second::float8 * interval '1 second'
    where id = ${taskId} and state = 'running' and max_records_per_second is not null
      and coalesce(paced_until, '-infinity') <= clock_timestamp()
    returning id`);
  return charged.length > 0;
}

/** The last slice is smaller than the others, what was locked was not written at all, and another lane's slice may be larger. */
async function correct(db: Db, taskId: string, more: number): Promise<void> {
  if (more === 0) return;
  await db.execute(sql`
    update swath.bulk_tasks
    set paced_until = paced_until + ${more}::int / max_records_per_second::float8 * interval '1 second'
    where id = ${taskId} and max_records_per_second is not null`);
}
