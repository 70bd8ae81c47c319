import { DelayedError, type Job, Worker } from "bullmq";
import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/env";
import { LaneJob, LATER_MS, type WorkOptions, type Working } from "@/lib/queue/queue-backend";
import { runTurns } from "@/lib/queue/run-turns";
import { closeLaneQueue, laneQueue, QUEUE } from "./lane-queue";
import { connectRedis, inTime } from "./redis";

/**
 * A job whose lock has not been renewed for so long is another worker's: BullMQ's own half a minute and more would leave a
 * dead worker's tasks standing. One taken too early is harmless: a lane too many finds its chunks locked.
 */
const LOCK_MS = 5_000;
const STALLED_MS = 2_000;
/** Enough for the lanes to end their turns. */
const STOP_MS = 8_500;
/** Of the jobs that wait, so many are looked at for one of another task. */
const LOOKED_AT = 50;

/** Works on the lane jobs in Redis. Undefined where no Redis is set up. */
export async function startBullmqLanes(options: WorkOptions): Promise<Working | undefined> {
  if (!env.REDIS_URL) return undefined;
  const { concurrency, log } = options;
  const stopping = new AbortController();
  const redis = connectRedis(env.REDIS_URL, log, { maxRetriesPerRequest: null });
  const worker = new Worker<LaneJob>(QUEUE.name, runJob(options, stopping.signal), {
    prefix: QUEUE.prefix,
    connection: redis,
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_MS,
    // A job that comes back is a lane whose worker died; the task's own rows say when enough is enough.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
  });
  let troubled = false;
  worker.on("error", (error) => {
    if (!troubled) log.warn({ err: error }, "the queue in Redis; trying again");
    troubled = true;
  });
  worker.on("active", () => (troubled = false));
  return {
    async stop() {
      stopping.abort();
      const closed = worker.close().catch(() => {});
      await Promise.race([closed, sleep(STOP_MS, undefined, { ref: false })]);
      redis.disconnect();
      await closeLaneQueue();
    },
  };
}

function runJob({ lanes, log }: WorkOptions, stopping: AbortSignal) {
  return async (job: Job<LaneJob>, token?: string): Promise<void> => {
    const lane = LaneJob.parse(job.data);
    const end = await runTurns(lanes, lane, othersWait, { stopping });
    if (end === "done") return;
    try {
      await job.moveToDelayed(Date.now() + (end === "later" ? LATER_MS : 0), token);
    } catch (error) {
      // Its lock was lost, or all of Redis: the sweep asks again.
      log.debug({ err: error, taskId: lane.taskId }, "could not put a lane off");
      return;
    }
    throw new DelayedError();
  };
}

/** Whether a job of another task could run now; while Redis is away, none can. */
async function othersWait(taskId: string): Promise<boolean> {
  try {
    const queue = await laneQueue();
    const jobs = queue ? await inTime(queue.getWaiting(0, LOOKED_AT - 1)) : [];
    return jobs.some((job) => job?.data.taskId !== taskId);
  } catch {
    return false;
  }
}
