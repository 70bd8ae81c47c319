import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { Listener } from "@/lib/db/listener";
import { LaneLine } from "@/lib/queue/lane-line";
import type { WorkOptions, Working } from "@/lib/queue/queue-backend";
import { every } from "@/lib/system/every";
import { LANES_CHANNEL, POLLING } from "./channel";

type PollingLanesOptions = Pick<WorkOptions, "listenUrl" | "db" | "lanes" | "concurrency" | "log">;

const LOOK_MS = 2_000;

/**
 * Works on tasks of the `polling` backend. A notification wakes this worker at once; since one may get lost, and the
 * connection that hears them as well, it also looks for tasks every few seconds.
 */
export async function startPollingLanes(options: PollingLanesOptions): Promise<Working> {
  const { listenUrl, db, lanes, concurrency, log } = options;
  const line = new LaneLine({ lanes, concurrency, wanted: (taskId) => lanesHere(db, taskId) });
  const look = every(LOOK_MS, "looking for tasks", log, async () => {
    for (const taskId of await activeTasks(db)) if (!line.has(taskId)) await line.offer(taskId);
  });
  const listener =
    listenUrl === undefined
      ? undefined
      : new Listener({
          url: listenUrl,
          channel: LANES_CHANNEL,
          applicationName: "swath-worker-listen",
          onNotification: (taskId) =>
            void line
              .offer(taskId)
              .catch((error: unknown) => log.warn({ err: error, taskId }, "could not take a task")),
        });
  const listening = listener
    ?.start()
    .catch((error: unknown) => log.warn({ err: error }, "could not listen for tasks; they are looked for"));
  return {
    async stop() {
      const ended = line.stop();
      await look.stop();
      await listening;
      await listener?.stop();
      await ended;
    },
  };
}

/** The oldest that any worker may take part in. */
async function activeTasks(db: Db): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from swath.bulk_tasks
    where backend = ${POLLING} and state in ('pending', 'running', 'cancelling')
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
    where id = ${taskId} and backend = ${POLLING} and state in ('pending', 'running', 'cancelling')`);
  return row?.lanes ?? 0;
}
