import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import type { LaneJob } from "@/lib/queue/queue-backend";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { connectRedis, inTime, stands } from "./redis";

/** Where the jobs are. The braces keep its keys on one node of a cluster. */
export const QUEUE = { name: "lanes", prefix: `{${env.SWATH_REDIS_PREFIX}}` };

interface Open {
  redis: Redis;
  queue: Queue<LaneJob>;
}

// One connection per process, whichever bundle asks.
const shared = globalThis as unknown as { swathLaneQueue?: Open | undefined };

/**
 * The queue, to ask for lanes; undefined while Redis can't be worked with. Only a connection that stands is used: on one
 * that never stood BullMQ's `add` waits for ever, and one whose first look failed it never looks at again.
 */
export async function laneQueue(): Promise<Queue<LaneJob> | undefined> {
  return (await openQueue())?.queue;
}

async function openQueue(): Promise<Open | undefined> {
  if (!env.REDIS_URL) return undefined;
  const own = (shared.swathLaneQueue ??= open(env.REDIS_URL));
  if (!(await stands(own.redis))) return undefined;
  try {
    await inTime(own.queue.waitUntilReady());
    return own;
  } catch (error) {
    log.warn({ err: error }, "the queue in Redis can't be worked with; opening it anew");
    if (shared.swathLaneQueue === own) await closeLaneQueue();
    return undefined;
  }
}

function open(url: string): Open {
  const redis = connectRedis(url, log, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const queue = new Queue<LaneJob>(QUEUE.name, { prefix: QUEUE.prefix, connection: redis, skipMetasUpdate: true });
  queue.on("error", () => {});
  return { redis, queue };
}

/** Whether Redis answers by now: a connection may stand for a while when nobody is there any more. */
export async function redisAnswers(): Promise<boolean> {
  const open = await openQueue();
  if (!open) return false;
  return inTime(open.redis.ping()).then(
    () => true,
    () => false,
  );
}

/** For processes that end. */
export async function closeLaneQueue(): Promise<void> {
  const open = shared.swathLaneQueue;
  shared.swathLaneQueue = undefined;
  await open?.queue.close().catch(() => {});
  open?.redis.disconnect();
}
