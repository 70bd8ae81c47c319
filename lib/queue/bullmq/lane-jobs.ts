import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { laneQueue, redisAnswers } from "./lane-queue";
import { inTime } from "./redis";

/** A sentence that says what is wrong with Redis; undefined when jobs can be added. */
export async function whyNoRedis(): Promise<string | undefined> {
  if (!env.REDIS_URL) return "REDIS_URL is not set: the queue in Redis has no address.";
  return (await redisAnswers()) ? undefined : "Redis can't be reached at the address in REDIS_URL.";
}

/** Adds the jobs of lanes `0 … lanes - 1`. One that waits or runs already stays as it is. Never throws. */
export async function addLaneJobs(taskId: string, lanes: number): Promise<void> {
  try {
    const queue = await laneQueue();
    if (!queue) throw new Error("Redis can't be reached.");
    const jobs = Array.from({ length: lanes }, (_, lane) => ({
      name: "lane",
      data: { taskId, lane },
      // No colon: BullMQ keeps it for itself.
      opts: { jobId: `${taskId}-${lane}`, removeOnComplete: true, removeOnFail: true },
    }));
    await inTime(queue.addBulk(jobs));
  } catch (error) {
    log.warn({ err: error, taskId }, "could not ask for lanes in Redis; the sweep will");
  }
}
