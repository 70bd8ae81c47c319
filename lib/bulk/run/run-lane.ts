import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { LaneEnd, LaneJob } from "@/lib/queue/queue-backend";
import { isConnectionLost } from "@/lib/db/connection-lost";
import { transientReason, unfitReason } from "@/lib/db/postgres-error";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { notifyTask } from "@/lib/live/notify";
import type { EndReason } from "./end-act";
import { finishIfDone } from "./finish-task";
import type { BackPressure } from "./back-pressure";
import { countTrouble } from "./lane-trouble";
import { markHeld } from "./mark-held";
import type { BatchSize, BatchSizes } from "./batch-size";
import { heartbeat, type Progress } from "./progress";
import { loadRunnableTask, type RunnableTask, taskState } from "@/lib/bulk/change/runnable-task";
import { isActive, type TaskState } from "@/lib/bulk/model/states";
import { stopEarly } from "./stop-early";
import { askRateLimit } from "./rate-limit";
import { transition } from "@/lib/bulk/task/transition";
import { RefusedAltogether } from "@/lib/bulk/write/refused-altogether";
import { type WatchDeps, writeWatched } from "@/lib/bulk/write/write-chunks";

export interface LaneDeps extends WatchDeps {
  progress: Progress;
  backPressure: BackPressure;
  batchSizes: BatchSizes;
  /** How long a lane may run before it looks anew at what it may do. */
  sliceMs: () => number;
  /** Asked about once a second: whether this lane shall leave its place to another task. */
  makesRoom?: (taskId: string) => Promise<boolean>;
  /** How long a lane waits where the database takes no writes. */
  unfitPauseMs?: number;
  /** A task has ended, and its notifications are waiting. */
  onEnd?: () => void;
}

const FRUITLESS_MS = 400;
/** A small task waits for about a second at most, until a place is free. */
const ASK_MS = 800;
/** Under a limit: a wait that is not worth giving up the place for. */
const SHORT_WAIT_MS = 200;

/** Each try writes, and has to be rolled back: not more often than somebody can make room. */
const UNFIT_PAUSE_MS = 3_000;

/**
 * One lane of a task: claims and writes chunks for a few seconds. May run any number of times, on any number of hosts
 * at once, and be killed at any moment: chunk rows are the truth.
 *
 * Where the whole database takes no writes, it waits, and the task says why.
 * @throws when the database is lost; the sweep brings the task back
 */
export async function runLane(deps: LaneDeps, job: LaneJob): Promise<LaneEnd> {
  try {
    return await runTurn(deps, job);
  } catch (error) {
    const lacks = unfitReason(error);
    if (!lacks) throw error;
    deps.log.warn({ err: error, taskId: job.taskId }, "the database takes no writes at present; the task waits");
    // A database without room may still have some for this.
    await markHeld(deps.db, job.taskId, lacks).catch(() => {});
    await sleep(deps.unfitPauseMs ?? UNFIT_PAUSE_MS, undefined, { signal: deps.signal }).catch(() => {});
    return "later";
  }
}

async function runTurn(deps: LaneDeps, { taskId, lane }: LaneJob): Promise<LaneEnd> {
  const state = await begin(deps, taskId);
  if (state === "cancelling") return end(deps, taskId);
  if (state !== "running") return "done";
  const runnable = await loadRunnableTask(deps.db, taskId).catch(asError);
  // The actor lost the right, or the table or column is no longer declared: no chunk can ever be written.
  if (runnable instanceof AppError) return end(deps, taskId, { code: runnable.code, message: runnable.message });
  // Its lanes have been limited since this one was asked for.
  if (!(runnable instanceof Error) && lane >= runnable.task.lanes) return "done";
  const batchSize = deps.batchSizes.of(taskId);
  try {
    if (runnable instanceof Error) throw runnable;
    return await writeForAWhile(deps, runnable, batchSize);
  } catch (error) {
    if (isConnectionLost(error) || unfitReason(error)) throw error;
    if (error instanceof RefusedAltogether) return end(deps, taskId, { code: "REFUSED", message: error.message });
    // The whole table is locked, by a migration for example: nothing is wrong, and it goes on when that is over.
    if (transientReason(error) === "lock_wait") {
      await markHeld(deps.db, taskId, "lock_waits");
      return "later";
    }
    deps.log.error({ err: error, taskId }, "a lane failed");
    batchSize.failed();
    const because = await countTrouble(deps.db, taskId);
    return because ? end(deps, taskId, because) : "later";
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

/** The first lane turns `pending` into `running`. */
async function begin({ db, worker }: LaneDeps, taskId: string): Promise<TaskState | undefined> {
  const state = await taskState(db, taskId);
  if (state !== "pending") return state;
  try {
    const now = sql`clock_timestamp()`;
    const act = { action: "started", actorId: null, details: { worker } } as const;
    const task = await transition(db, taskId, "running", act, { startedAt: now, heartbeatAt: now }, ["pending"]);
    await notifyTask(db, taskId, task.revision);
    return task.state;
  } catch (error) {
    if (error instanceof AppError) return taskState(db, taskId);
    throw error;
  }
}

async function writeForAWhile(deps: LaneDeps, runnable: RunnableTask, batchSize: BatchSize): Promise<LaneEnd> {
  const taskId = runnable.task.id;
  const until = performance.now() + deps.sliceMs();
  let askAt = performance.now() + ASK_MS;
  let fruitlessSince: number | undefined;

  while (performance.now() < until && !deps.signal.aborted) {
    if (performance.now() > askAt) {
      if (await deps.makesRoom?.(taskId)) break;
      askAt = performance.now() + ASK_MS;
    }
    const allowance = await askRateLimit(deps, runnable, batchSize.slices);
    if ("waitMs" in allowance) {
      await heartbeat(deps.db, taskId);
      if (allowance.waitMs <= SHORT_WAIT_MS) {
        await sleep(allowance.waitMs);
        continue;
      }
      // Another task may have this place meanwhile; one that has written its last records need not wait to end.
      return end(deps, taskId);
    }
    const result = await writeWatched(deps, runnable, { slices: allowance.slices, isolate: batchSize.isolate });
    await allowance.spend(result.status === "wrote" ? result.records : 0);
    if (result.status === "not_running") {
      if (result.state === "running") break;
      await deps.progress.flush(taskId);
      return result.state === "paused" ? "done" : end(deps, taskId);
    }
    if (result.status === "ended") {
      await notifyTask(deps.db, taskId, result.task.revision);
      return tellOfEnd(deps, result.task);
    }
    if (result.status === "wrote") {
      fruitlessSince = undefined;
      batchSize.wrote(result.slices, result.durationMs);
      batchSize.isolate = result.isolated && result.counts.failed > 0;
      deps.progress.touch(taskId);
      const because = result.counts.failed > 0 ? await stopEarly(deps.db, runnable) : undefined;
      if (because) return end(deps, taskId, because);
      continue;
    }
    if (result.status === "waits") {
      fruitlessSince = undefined;
      continue;
    }
    if (result.status === "blocked") batchSize.blocked();
    else if (result.openChunks === 0) return end(deps, taskId);
    fruitlessSince ??= performance.now();
    if (performance.now() - fruitlessSince > FRUITLESS_MS) {
      await deps.progress.flush(taskId);
      if (result.status === "blocked" && result.reason === "lock_wait") await markHeld(deps.db, taskId, "lock_waits");
      return "later";
    }
    await sleep(50);
  }
  await deps.progress.flush(taskId);
  return "again";
}

async function end(deps: LaneDeps, taskId: string, because?: EndReason): Promise<LaneEnd> {
  await deps.progress.flush(taskId);
  const task = await finishIfDone(deps.db, taskId, because);
  if (task) return tellOfEnd(deps, task);
  const state = await taskState(deps.db, taskId);
  return state && isActive(state) && state !== "paused" ? "later" : "done";
}

function tellOfEnd({ batchSizes, log, onEnd }: LaneDeps, task: BulkTask): LaneEnd {
  batchSizes.forget(task.id);
  log.info({ taskId: task.id, state: task.state, processed: task.processed, total: task.total }, "task ended");
  onEnd?.();
  return "done";
}
