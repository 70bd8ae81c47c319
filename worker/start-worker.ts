import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "@/lib/db/client";
import { isPooled } from "@/lib/db/connect/pooler";
import { whyNoConnection } from "@/lib/db/connect/why-no-connection";
import { isConnectionLost } from "@/lib/db/connection-lost";
import { postgresError } from "@/lib/db/postgres-error";
import { openEngineDatabase } from "@/lib/engine/engine-database";
import { processId } from "@/lib/engine/process-id";
import { type EngineOptions, startEngine } from "@/lib/engine/start-engine";
import { BACKENDS } from "@/lib/queue/backends";
import type { WorkOptions } from "@/lib/queue/queue-backend";
import { databaseState } from "@/lib/system/database-state";
import packageJson from "@/package.json" with { type: "json" };
import { startHeartbeat } from "./heartbeat";

export interface WorkerOptions extends Omit<EngineOptions, "db" | "id"> {
  url: string;
  /** The database itself, where `url` leads through a pooler. */
  directUrl?: string | undefined;
}

const WAIT_FOR_DATABASE_MS = 30_000;

/**
 * Starts everything that a worker does: lanes of every queue backend that is set up here, sweep, outbox, house-keeping,
 * heartbeat.
 * @throws Error with a sentence when the database can't be reached or has no Swath schema
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop: () => Promise<void> }> {
  const { url, directUrl, concurrency, log } = options;
  const id = processId();
  const pooled = await untilItAnswers(url, () => isPooled(url));
  const database = openEngineDatabase(url, { concurrency, pooled, applicationName: "swath-worker" });
  const { db } = database;
  await untilItAnswers(url, () => assertSchema(db));
  const engine = await startEngine({ ...options, db, id });
  const { lanes } = engine;
  const listenUrl = directUrl ?? (pooled ? undefined : url);
  const work = { db, url: listenUrl ?? url, session: listenUrl !== undefined, listenUrl, lanes, concurrency, log };
  const started = await startQueues(work);
  const queues = started.map(({ queue }) => queue);
  const served = started.map(({ name }) => name);
  const identity = { id, host: os.hostname(), pid: process.pid, version: packageJson.version, queues: served };
  const heartbeat = startHeartbeat(db, identity, lanes, log);
  log.info({ worker: id, concurrency, pooled, queues: served }, "worker ready");

  return {
    async stop() {
      await engine.stop(queues);
      await heartbeat.stop().catch(() => {});
      await database.end();
    },
  };
}

async function startQueues(options: WorkOptions) {
  const queues = await Promise.all(BACKENDS.map(async ({ name, work }) => ({ name, queue: await work?.(options) })));
  return queues.flatMap(({ name, queue }) => (queue ? [{ name, queue }] : []));
}

async function assertSchema(db: Db): Promise<void> {
  const { behind } = await databaseState(db);
  if (behind) throw new Error("The database has no Swath schema yet, or an older one: run `npm run db:migrate` first.");
}

/** @throws Error that says what the server said, at once where trying again is of no use */
async function untilItAnswers<T>(url: string, ask: () => Promise<T>): Promise<T> {
  const until = performance.now() + WAIT_FOR_DATABASE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const lost = isConnectionLost(error);
      if (!lost && !postgresError(error)) throw error;
      if (!lost || performance.now() > until) throw new Error(whyNoConnection(url, error), { cause: error });
      await sleep(1_000);
    }
  }
}
