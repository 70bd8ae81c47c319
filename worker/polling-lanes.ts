import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import { Listener } from "@/lib/db/listener";
import { LANES_CHANNEL, polling } from "@/lib/queue/polling";
import { every } from "./every";
import type { Lanes } from "./lanes";

export interface PollingLanesOptions {
  /** Where LISTEN is heard; undefined behind a pooler. */
  listenUrl: string | undefined;
  db: Db;
  lanes: Lanes;
  concurrency: number;
  log: Logger;
}

const LATER_MS = 500;
const LOOK_MS = 2_000;

/**
 * Works on tasks of the `polling` backend. Lanes wait in memory, first come, first served, and a lane that has more to
 * do goes to the end of the line. A notification wakes this worker at once; since one may get lost, and the connection
 * that hears them as well, it also looks for tasks every few seconds.
 */
export function startPollingLanes({ listenUrl, db, lanes, concurrency, log }: PollingLanesOptions): {
  stop: () => Promise<void>;
} {
  const waiting: string[] = [];
  /** Lanes of a task in this process: waiting, put off or running. */
  const counts = new Map<string, number>();
  const running = new Set<Promise<void>>();
  let stopped = false;

  const count = (taskId: string, by: number) => {
    const n = (counts.get(taskId) ?? 0) + by;
    if (n > 0) counts.set(taskId, n);
    else counts.delete(taskId);
  };
  const line = (taskId: string) => {
    waiting.push(taskId);
    fill();
  };
  const fill = () => {
    while (!stopped && running.size < concurrency && waiting.length > 0) {
      const lane: Promise<void> = work(waiting.shift() as string).finally(() => {
        running.delete(lane);
        fill();
      });
      running.add(lane);
    }
  };
  const work = async (taskId: string) => {
    // Which of its lanes this is makes no difference here: they are counted.
    const end = await lanes.run({ taskId, lane: 0 }, async () => waiting.some((other) => other !== taskId));
    // They may have been limited meanwhile; while the database can't say, they stay as they are.
    const wanted = end === "done" ? 0 : await lanesHere(db, taskId).catch(() => Number.POSITIVE_INFINITY);
    if (end === "done" || (counts.get(taskId) ?? 0) > wanted) count(taskId, -1);
    else if (end === "again") line(taskId);
    else setTimeout(() => line(taskId), LATER_MS).unref();
  };
  const offer = async (taskId: string) => {
    const wanted = await lanesHere(db, taskId);
    while ((counts.get(taskId) ?? 0) < wanted) {
      count(taskId, 1);
      line(taskId);
    }
  };

  const look = every(LOOK_MS, "looking for tasks", log, async () => {
    for (const taskId of await activeTasks(db)) if (!counts.has(taskId)) await offer(taskId);
  });
  const listener =
    listenUrl === undefined
      ? undefined
      : new Listener({
          url: listenUrl,
          channel: LANES_CHANNEL,
          applicationName: "swath-worker-listen",
          onNotification: (taskId) =>
            void offer(taskId).catch((error: unknown) => log.warn({ err: error, taskId }, "could not take a task")),
        });
  const listening = listener
    ?.start()
    .catch((error: unknown) => log.warn({ err: error }, "could not listen for tasks; they are looked for"));
  return {
    async stop() {
      stopped = true;
      await look.stop();
      await listening;
      await listener?.stop();
      await Promise.all(running);
    },
  };
}

/** The oldest that any worker may take part in. */
async function activeTasks(db: Db): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from swath.bulk_tasks
    where backend = ${polling.name} and state in ('pending', 'running', 'cancelling')
    order by id limit 100`);
  return rows.map(({ id }) => id);
}

/** This worker's share of the lanes that a task may have. */
async function lanesHere(db: Db, taskId: string): Promise<number> {
  const [row] = await db.execute<{ lanes: number }>(sql`
    select ceil(case when error_policy = 'all_or_nothing' then 1 else lanes end::numeric / greatest(1, (
      select count(*) from swath.worker_heartbeats
      where stopped_at is null and seen_at > now() - interval '15 seconds')))::int as lanes
    from swath.bulk_tasks
    where id = ${taskId} and backend = ${polling.name} and state in ('pending', 'running', 'cancelling')`);
  return row?.lanes ?? 0;
}
