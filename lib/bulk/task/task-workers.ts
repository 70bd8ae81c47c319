import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { type TaskIdInput, visibleTask } from "./list-tasks";
import { isTerminal } from "@/lib/bulk/model/states";

export interface TaskWorker {
  /** Host and process, where its heartbeat is still known. */
  host: string | null;
  pid: number | null;
  /** It has stopped, or has not been heard of for a while. */
  gone: boolean;
  /** Wrote a chunk of this task within the last seconds. */
  busy: boolean;
  chunks: number;
  records: number;
  /** ISO 8601. */
  lastChunkAt: string;
}

export interface TaskWorkers {
  /** Chunks still to be written. */
  open: number;
  /** Of these, put off for a moment after a lock or a time-out. */
  held: number;
  /** Lanes that may work at once. */
  lanes: number;
  /** Busy ones first. */
  workers: TaskWorker[];
}

/** Longer than the longest chunk, which a time-out ends. */
const BUSY_SECONDS = 20;
const GONE_SECONDS = 20;

/**
 * Who has written a task's chunks, and who is at it now. A chunk being written is not seen by others before it commits,
 * so "now" means a commit of late. @throws AppError NOT_FOUND
 */
export async function taskWorkers(ctx: Ctx, { taskId }: TaskIdInput): Promise<TaskWorkers> {
  const task = await visibleTask(ctx, taskId);
  const { db } = ctx;
  const [[left], found] = await Promise.all([
    db.execute<{ open: number; held: number }>(sql`
      select count(*)::int as open, count(*) filter (where not_before > clock_timestamp() and not_before < 'infinity')::int as held
      from swath.bulk_chunks where task_id = ${taskId} and done_at is null`),
    db.execute<{ [K in keyof TaskWorker]: TaskWorker[K] }>(sql`
      select w.host, w.pid, chunks, records, to_json("lastChunkAt") #>> '{}' as "lastChunkAt",
        w.id is null or w.stopped_at is not null or w.seen_at < clock_timestamp() - ${GONE_SECONDS} * interval '1 second' as gone,
        "lastChunkAt" > clock_timestamp() - ${BUSY_SECONDS} * interval '1 second' as busy
      from (
        select worker, count(*)::int as chunks, sum(size)::int as records, max(done_at) as "lastChunkAt"
        from swath.bulk_chunks where task_id = ${taskId} and done_at is not null and worker <> 'direct' group by 1) done
      left join swath.worker_heartbeats w on w.id = done.worker
      order by busy desc, "lastChunkAt" desc limit 20`),
  ]);
  const stopped = isTerminal(task.state);
  return {
    open: left?.open ?? 0,
    held: left?.held ?? 0,
    lanes: task.errorPolicy === "all_or_nothing" ? 1 : task.lanes,
    workers: found.map((worker) => ({ ...worker, busy: worker.busy && !worker.gone && !stopped })),
  };
}
