import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger as GraphileLogger, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker";
import type { PoolClient } from "pg";
import type { Logger } from "pino";
import { poolFor } from "@/lib/db/connect/client-for";
import { noticeDeadPeers } from "@/lib/db/connect/dead-peers";
import { LaneJob, type LaneRunner, LATER_MS, type WorkOptions, type Working } from "@/lib/queue/queue-backend";
import { runTurns } from "@/lib/queue/run-turns";
import { addLaneJob, LANE_TASK, othersWait } from "./lane-jobs";
import { whyQueueHidden } from "./queue-hidden";
import { startReaper } from "./reaper";
import { watchQueue } from "./watch-queue";

type GraphileLanesOptions = Omit<WorkOptions, "listenUrl">;

const RESTART_MS = 1_000;
/** Enough for the lanes to end their turns. */
const SHUTDOWN_MS = 8_500;
/** A runner that lost the database takes no new jobs; its lanes go on without it. */
const FAILURE_MS = 1_000;
const START_MS = 20_000;

/** Works on the lane jobs of Graphile Worker. Starts it again should it give up, as it does when the database is away for long. */
export async function startGraphileLanes(options: GraphileLanesOptions): Promise<Working> {
  const hidden = await whyQueueHidden(options.db);
  if (hidden) options.log.error(hidden);
  const stopping = new AbortController();
  const done = keepRunning(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function keepRunning(options: GraphileLanesOptions, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      await runOnce(options, stopping);
    } catch (error) {
      options.log.warn({ err: error }, "the queue runner stopped; starting it again");
    }
    if (!stopping.aborted) await sleep(RESTART_MS, undefined, { signal: stopping }).catch(() => {});
  }
}

async function runOnce(
  { url, session, db, lanes, concurrency, log }: GraphileLanesOptions,
  stopping: AbortSignal,
): Promise<void> {
  const pool = poolFor(url, {
    max: concurrency + 3,
    applicationName: "swath-worker-queue",
    ...noticeDeadPeers(session),
  });
  const ignore = (error: unknown) => log.debug({ err: error }, "a queue connection was lost");
  pool.on("error", ignore);
  pool.on("connect", (client) => void client.on("error", ignore));

  const events: WorkerEvents = new EventEmitter();
  const reaper = new Promise<{ stop: () => Promise<void> }>((resolve) => {
    events.once("pool:create", ({ workerPool }) => resolve(startReaper(url, workerPool.id, { session, log })));
  });
  if (!session) events.on("pool:listen:success", ({ client }) => listenToNobody(client));
  let runner: Runner | undefined;
  const stop = () => void runner?.stop().catch(() => {});
  const queue = watchQueue(events, concurrency);
  try {
    runner = await startedWithin(
      START_MS,
      run({
        pgPool: pool,
        taskList: laneTask(db, lanes, log, stopping),
        events,
        logger: new GraphileLogger(
          () => (level, message) => log[level === "warning" ? "warn" : level === "error" ? "error" : "debug"](message),
        ),
        noHandleSignals: true,
        parsedCronItems: [],
        preset: {
          worker: {
            concurrentJobs: concurrency,
            pollInterval: 1_000,
            preparedStatements: session,
            gracefulShutdownAbortTimeout: 8_000,
            // With its default delays a job that ends during a graceful shutdown stays locked for four hours.
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
          },
        },
      }),
    );
    stopping.addEventListener("abort", stop, { once: true });
    if (stopping.aborted) stop();
    await Promise.race([endOf(runner.promise, events), queue.lost]);
  } finally {
    queue.stop();
    stopping.removeEventListener("abort", stop);
    // One that was given up would go on asking for jobs.
    stop();
    // A runner that starts too late brings its reaper along all the same.
    const reaped = reaper.then((started) => started.stop());
    if (runner) await reaped;
    // Never waited for: a connection that an abandoned runner holds would keep it open.
    void pool.end().catch(() => {});
  }
}

/** Its LISTEN would stay with a connection that is somebody else's next. Jobs are found by looking, once a second. */
function listenToNobody(client: PoolClient): void {
  Object.assign(client, { query: async () => ({ rows: [] }) });
}

/** A start that hangs is given up; should it succeed after all, nobody waits for that runner any more. */
function startedWithin(ms: number, starting: Promise<Runner>): Promise<Runner> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error("The queue runner did not start in time."));
      starting.then((late) => late.stop()).catch(() => {});
    }, ms);
    starting.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * Waits for the runner's end. When two jobs could not be written back because the database was away, Graphile Worker
 * 0.18 shuts its pool down and never finishes doing so: such a runner is given up.
 */
export function endOf(
  runner: Promise<void>,
  events: WorkerEvents,
  { afterFailureMs, afterStopMs } = { afterFailureMs: FAILURE_MS, afterStopMs: SHUTDOWN_MS },
): Promise<void> {
  const late = new Promise<never>((_resolve, reject) => {
    const giveUp = (ms: number) =>
      setTimeout(() => reject(new Error("The queue runner did not finish its shutdown.")), ms).unref();
    events.once("pool:fatalError", () => giveUp(afterFailureMs));
    events.once("pool:gracefulShutdown", () => giveUp(afterStopMs));
  });
  return Promise.race([runner, late]);
}

/** About a minute. */
const MOST_TURNS = 20;

function laneTask(db: WorkOptions["db"], lanes: LaneRunner, log: Logger, stopping: AbortSignal): TaskList {
  return {
    [LANE_TASK]: async (payload) => {
      const job = LaneJob.parse(payload);
      const waiting = (taskId: string) => othersWait(db, taskId).catch(() => true);
      const end = await runTurns(lanes, job, waiting, { stopping, most: MOST_TURNS });
      if (end === "done") return;
      // A failed job would wait for longer and longer; the sweep brings the lane back within seconds.
      await addLaneJob(db, job, end === "later" ? LATER_MS : 0).catch((error: unknown) =>
        log.warn({ err: error, taskId: job.taskId }, "could not ask for the lane's next turn"),
      );
    },
  };
}
