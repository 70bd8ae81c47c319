import { applyPlan, planTask } from "@/lib/testing/verbs";
import { isTerminal } from "@/lib/bulk/model/states";
import type { BenchEnvironment } from "../environment";
import { type Figure, percentile } from "../figure";
import { fillPlaces, forgetTasks } from "../places";
import { ADD_ONE } from "../run-task";

interface Heard {
  atMs: number;
  processed: number;
}

/** From the commit of a chunk to the event that tells of it, over LISTEN, the hub and a viewer's stream. */
export async function measureLive(env: BenchEnvironment, records: number): Promise<Figure[]> {
  // The hub reads its settings from the environment when it is first loaded.
  process.env.DATABASE_URL = env.url;
  const { TaskHub } = await import("@/lib/live/hub");
  const { taskEvents } = await import("@/lib/live/task-events");

  await fillPlaces(env, records);
  await forgetTasks(env);
  const worker = await env.startWorker(2);
  const { db } = env.database;
  const hub = new TaskHub({ db, url: env.url, mode: "listen" });
  const over = new AbortController();
  const { taskId } = await planTask(env.ctx, { table: "places", selection: { kind: "matching" } });
  const heard: Heard[] = [];
  const listening = (async () => {
    for await (const { tasks } of taskEvents(
      { actor: env.ctx.actor, session: { epoch: 0, id: "bench" } },
      over.signal,
      { hub, db },
    )) {
      const task = tasks.find(({ id }) => id === taskId);
      if (!task) continue;
      heard.push({ atMs: Date.now(), processed: task.processed });
      if (isTerminal(task.state)) return;
    }
  })();
  await applyPlan(env.ctx, { taskId, change: ADD_ONE as never, errorPolicy: "skip_failed" });
  await listening;
  over.abort();
  await hub.close();
  await worker.stop();
  return [
    {
      name: "chunk commit → event, 1 viewer, p95",
      value: percentile(await delays(env, taskId, heard), 0.95),
      unit: "ms",
      target: "≤ 300",
    },
  ];
}

/** For each chunk: how long until an event counted at least as much as had been committed by then. */
async function delays({ sql }: BenchEnvironment, taskId: string, heard: Heard[]): Promise<number[]> {
  const chunks = await sql<{ at: number; size: number }[]>`
    select (extract(epoch from done_at) * 1000)::float as at, size from swath.bulk_chunks
    where task_id = ${taskId} order by done_at`;
  let done = 0;
  return chunks.map(({ at, size }) => {
    done += size;
    const told = heard.find(({ processed }) => processed >= done);
    if (!told) throw new Error("An event is missing.");
    return Math.max(0, told.atMs - at);
  });
}
