import type { Logger } from "pino";
import { type BackPressureRules, BackPressure } from "@/lib/bulk/run/back-pressure";
import { BatchSizes } from "@/lib/bulk/run/batch-size";
import { maintain } from "@/lib/bulk/run/maintenance";
import { Progress } from "@/lib/bulk/run/progress";
import { sweep } from "@/lib/bulk/run/sweep";
import { loadTables } from "@/lib/catalogue/load-tables";
import type { Db } from "@/lib/db/client";
import type { NotifyConfig } from "@/lib/notify/config";
import { Deliverer } from "@/lib/notify/deliverer";
import { undeliverable } from "@/lib/notify/undeliverable";
import type { Working } from "@/lib/queue/queue-backend";
import { every } from "@/lib/system/every";
import { allTables } from "@/lib/tables/registry";
import { Lanes } from "./lanes";

export interface EngineOptions {
  db: Db;
  /** Who writes, in the tasks' histories. */
  id: string;
  /** Lanes that may run at once. */
  concurrency: number;
  historyMonths: number;
  /** Path of the user's `swath.config.ts`. */
  config?: string | undefined;
  holds?: BackPressureRules;
  notify: NotifyConfig;
  log: Logger;
}

export interface Engine {
  lanes: Lanes;
  /** Ends after the chunks under way. `queues` bring no more lanes then. */
  stop: (queues: readonly Working[]) => Promise<void>;
}

/** What a process that runs tasks has besides its queues: lanes, sweep, outbox, house-keeping. The tables are loaded first. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { db, id, concurrency, historyMonths, config, holds = {}, notify, log } = options;
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
      backPressure: new BackPressure(db, holds, log),
      signal: stopping.signal,
      log,
      onEnd: () => outbox.now(),
    },
    concurrency,
  );
  const chores = [
    every(2_000, "the sweep", log, () => sweep({ db, log })),
    every(5_000, "the catalogue", log, () => loadTables(db, { config })),
    every(60_000, "house-keeping", log, () => maintain(db, log, { historyMonths })),
  ];
  for (const sentence of undeliverable(allTables(), notify)) log.warn(sentence);

  return {
    lanes,
    async stop(queues) {
      stopping.abort();
      await Promise.all([...chores, ...queues].map((part) => part.stop()));
      // Last, since lanes that stop may still end a task; what is not sent by then is another process's.
      await outbox.stop();
      await deliverer.idle();
      await progress.end();
    },
  };
}
