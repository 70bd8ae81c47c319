import { randomBytes } from "node:crypto";
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import { type BackPressureRules, BackPressure } from "@/lib/bulk/run/back-pressure";
import { maintain } from "@/lib/bulk/run/maintenance";
import { BatchSizes } from "@/lib/bulk/run/batch-size";
import { Progress } from "@/lib/bulk/run/progress";
import { sweep } from "@/lib/bulk/run/sweep";
import { loadTables } from "@/lib/catalogue/load-tables";
import { type Db, openDatabase } from "@/lib/db/client";
import { isPooled } from "@/lib/db/connect/pooler";
import { whyNoConnection } from "@/lib/db/connect/why-no-connection";
import { isConnectionLost } from "@/lib/db/connection-lost";
import { postgresError } from "@/lib/db/postgres-error";
import type { NotifyConfig } from "@/lib/notify/config";
import { Deliverer } from "@/lib/notify/deliverer";
import { undeliverable } from "@/lib/notify/undeliverable";
import { allTables } from "@/lib/tables/registry";
import packageJson from "@/package.json" with { type: "json" };
import { TCP_SETTINGS } from "./dead-peers";
import { every } from "./every";
import { startGraphileLanes } from "./graphile-lanes";
import { startHeartbeat } from "./heartbeat";
import { Lanes } from "./lanes";
import { startPollingLanes } from "./polling-lanes";
import { whyQueueHidden } from "./queue-hidden";

export interface WorkerOptions {
  url: string;
  /** The database itself, where `url` leads through a pooler. */
  directUrl?: string | undefined;
  concurrency: number;
  historyMonths: number;
  /** Path of the user's `swath.config.ts`. */
  config?: string | undefined;
  holds?: BackPressureRules;
  notify: NotifyConfig;
  log: Logger;
}

/** Held by a frozen worker, a chunk comes free within 20 s: the server ends the statement or the idle transaction. */
const SETTINGS = {
  lock_timeout: "2s",
  statement_timeout: "15s",
  idle_in_transaction_session_timeout: "15s",
  // A killed process or a cut cable is noticed in mid-statement, too.
  client_connection_check_interval: "1s",
};

const WAIT_FOR_DATABASE_MS = 30_000;

/**
 * Starts everything that a worker does: lanes of both queue backends, heartbeat, sweep, outbox and house-keeping.
 * @throws Error with a sentence when the database can't be reached or has no Swath schema
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop: () => Promise<void> }> {
  const { url, directUrl, concurrency, historyMonths, config, holds: rules = {}, notify, log } = options;
  const id = `${os.hostname()}-${process.pid}-${randomBytes(3).toString("hex")}`;
  const pooled = await untilItAnswers(url, () => isPooled(url));
  const database = openDatabase(url, {
    max: concurrency * 2 + 4,
    applicationName: "swath-worker",
    settings: pooled ? SETTINGS : { ...SETTINGS, ...TCP_SETTINGS },
    pooled,
  });
  const { db } = database;
  await untilItAnswers(url, () => assertSchema(db));
  await loadTables(db, { config });

  const stopping = new AbortController();
  const progress = new Progress(db, (error) => log.warn({ err: error }, "could not store progress"));
  const deliverer: Deliverer = new Deliverer({ db, log, config: notify, onRoom: () => outbox.now() });
  const outbox = every(1_000, "the outbox", log, async () => void (await deliverer.takeDue()));
  const lanes = new Lanes(
    {
      db,
      worker: id,
      progress,
      batchSizes: new BatchSizes(),
      backPressure: new BackPressure(db, rules, log),
      signal: stopping.signal,
      log,
      onEnd: () => outbox.now(),
    },
    concurrency,
  );
  const shared = { db, lanes, concurrency, log };
  const listenUrl = directUrl ?? (pooled ? undefined : url);
  const heartbeat = startHeartbeat(
    db,
    { id, host: os.hostname(), pid: process.pid, version: packageJson.version },
    lanes,
    log,
  );
  const queues = [
    startGraphileLanes({ ...shared, url: listenUrl ?? url, session: listenUrl !== undefined }),
    startPollingLanes({ ...shared, listenUrl }),
  ];
  const chores = [
    every(2_000, "the sweep", log, () => sweep({ db, log })),
    every(5_000, "the catalogue", log, () => loadTables(db, { config })),
    every(60_000, "house-keeping", log, () => maintain(db, log, { historyMonths })),
  ];
  for (const sentence of undeliverable(allTables(), notify)) log.warn(sentence);
  const hidden = await whyQueueHidden(db);
  if (hidden) log.error(hidden);
  log.info({ worker: id, concurrency, pooled }, "worker ready");

  return {
    async stop() {
      stopping.abort();
      await Promise.all([...chores, ...queues].map((part) => part.stop()));
      // Last, since lanes that stop may still end a task; what is not sent by then is another worker's.
      await outbox.stop();
      await deliverer.idle();
      await progress.end();
      await heartbeat.stop().catch(() => {});
      await database.end();
    },
  };
}

async function assertSchema(db: Db): Promise<void> {
  const [found] = await db.execute<{ there: boolean }>(
    sql`select to_regclass('swath.queue_runners') is not null as there`,
  );
  if (!found?.there)
    throw new Error("The database has no Swath schema yet, or an older one: run `npm run db:migrate` first.");
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
