import { sql } from "drizzle-orm";
import { after } from "next/server";
import { isPooled } from "@/lib/db/connect/pooler";
import { webDatabase } from "@/lib/db/index";
import { openEngineDatabase } from "@/lib/engine/engine-database";
import { processId } from "@/lib/engine/process-id";
import { startEngine } from "@/lib/engine/start-engine";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { notifyConfig } from "@/lib/notify/config";
import { INLINE, inlineHost, setInlineHost } from "@/lib/queue/inline/inline-host";
import { startInlineLanes } from "@/lib/queue/inline/inline-lanes";
import { allTables } from "@/lib/tables/registry";

/** Lanes at once in a process whose first duty are its pages. */
const CONCURRENCY = 2;
const LOOK_MS = 10_000;

interface InlineEngine {
  /** When tasks were last looked for that a process before this one has left, by `performance.now()`. */
  lookedAt?: number;
  running?: Promise<void> | undefined;
  /** Until when lanes may begin another turn, by `performance.now()`. */
  until: number;
}

// One engine per process, whichever bundle asks.
const shared = globalThis as unknown as { swathInlineEngine?: InlineEngine };
const engine = (): InlineEngine => (shared.swathInlineEngine ??= { until: 0 });

/**
 * For every request of somebody signed in: where tables run their tasks in this process (`backend: "inline"`), it is ready
 * to, and may go on for a while. Returns at once.
 */
export function serveInlineTasks(): void {
  const own = engine();
  own.until = performance.now() + (env.SWATH_INLINE_SECONDS ?? Number.POSITIVE_INFINITY) * 1_000;
  if (own.running) return;
  if (allTables().some(({ bulk }) => bulk.async && bulk.backend === INLINE)) start(own);
  else void lookForLeft(own);
}

/** Tasks stay with the queue that they began with, whatever their table has by now; a paused one may go on at any time. */
async function lookForLeft(own: InlineEngine): Promise<void> {
  const now = performance.now();
  if (own.lookedAt !== undefined && now - own.lookedAt < LOOK_MS) return;
  own.lookedAt = now;
  try {
    if (await leftBehind()) start(own);
  } catch (error) {
    log.warn({ err: error }, "could not look for tasks to be run in this process");
  }
}

function start(own: InlineEngine): void {
  if (own.running) return;
  const starting = begin(own);
  own.running = starting;
  // What is asked for meanwhile is taken as soon as it runs.
  setInlineHost({
    take: (taskId) =>
      goOn(
        starting.then(
          () => inlineHost()?.take(taskId),
          () => {},
        ),
      ),
  });
  starting.catch((error: unknown) => {
    log.error({ err: error }, "tasks can't be run in this process; the next request tries again");
    setInlineHost(undefined);
    own.running = undefined;
  });
}

async function begin(own: InlineEngine): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopping.abort());
  const pooled = await isPooled(env.DATABASE_URL);
  const options = { concurrency: CONCURRENCY, pooled, applicationName: "swath-worker-inline" };
  const { db, end } = openEngineDatabase(env.DATABASE_URL, options);
  const running = await startEngine({
    db,
    id: `web-${processId()}`,
    concurrency: CONCURRENCY,
    historyMonths: env.SWATH_HISTORY_MONTHS,
    config: env.SWATH_CONFIG,
    notify: notifyConfig(),
    log,
  }).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  const lanes = await startInlineLanes({
    db,
    lanes: running.lanes,
    concurrency: CONCURRENCY,
    log,
    mayBegin: () => performance.now() < own.until,
    onTake: goOn,
  });
  // After the chunks under way; what is left goes on elsewhere.
  const stop = () =>
    void running
      .stop([lanes])
      .then(end)
      .catch((error: unknown) => log.error({ err: error }, "tasks of this process could not be stopped"));
  if (stopping.signal.aborted) stop();
  else stopping.signal.addEventListener("abort", stop, { once: true });
}

/** A host of functions lets a process live until this is done; outside of a request there is nobody to ask. */
function goOn(running: Promise<void>): void {
  try {
    after(() => running);
  } catch {
    // The sweep has found it: it runs as long as the process does.
  }
}

async function leftBehind(): Promise<boolean> {
  const [row] = await webDatabase().db.execute<{ found: boolean }>(sql`
    select exists (
      select from swath.bulk_tasks
      where backend = ${INLINE} and state in ('pending', 'running', 'paused', 'cancelling')) as found`);
  return row?.found ?? false;
}
