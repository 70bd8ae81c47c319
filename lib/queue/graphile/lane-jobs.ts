import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { LaneJob } from "@/lib/queue/queue-backend";

/** Graphile Worker's name for a lane job. */
export const LANE_TASK = "swath_lane";

/**
 * Adds the job of one lane, to run after `delayMs`. A job of that lane that still waits is kept, at its place in the
 * queue, so asking again neither piles jobs up nor pushes one back; one that already runs is left alone.
 */
export async function addLaneJob(tx: Db | Tx, { taskId, lane }: LaneJob, delayMs = 0): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(
      ${LANE_TASK}, ${JSON.stringify({ taskId, lane })}::text::json,
      run_at => now() + ${delayMs}::int * interval '1 millisecond',
      job_key => ${jobKey(taskId, lane)}, job_key_mode => 'preserve_run_at')`);
}

/** Whether a job that no lane of this task has asked for could run now. */
export async function othersWait(db: Db, taskId: string): Promise<boolean> {
  const [row] = await db.execute<{ wait: boolean }>(sql`
    select exists (
      select from graphile_worker.jobs
      where task_identifier = ${LANE_TASK} and locked_at is null and run_at <= now() and attempts < max_attempts
        and not coalesce(starts_with(key, ${jobKey(taskId, "")}), false)) as wait`);
  return row?.wait ?? true;
}

const jobKey = (taskId: string, lane: number | "") => `swath:${taskId}:${lane}`;
