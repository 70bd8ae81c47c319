import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis, type RedisOptions } from "ioredis";
import type { Logger } from "pino";

const CONNECT_MS = 10_000;
const PATIENCE_MS = 1_000;

/** A connection that goes on trying for ever, and says once each time why it was lost. */
export function connectRedis(url: string, log: Logger, options: RedisOptions): Redis {
  const redis = new Redis(url, {
    connectTimeout: CONNECT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
    ...options,
  });
  let lost = false;
  redis.on("error", (error) => {
    if (!lost) log.warn({ err: error }, "Redis can't be reached; trying again");
    lost = true;
  });
  redis.on("ready", () => {
    if (lost) log.info("Redis is back");
    lost = false;
  });
  return redis;
}

/** What Redis is asked for, within about a second. @throws Error when it does not answer by then */
export async function inTime<T>(asked: Promise<T>): Promise<T> {
  const late = sleep(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error("Redis did not answer in time.");
  });
  return Promise.race([asked, late]);
}

/** Whether commands can be sent; a connection that is being made is waited for. */
export async function stands(redis: Redis): Promise<boolean> {
  if (redis.status === "ready") return true;
  return once(redis, "ready", { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    () => true,
    () => false,
  );
}
