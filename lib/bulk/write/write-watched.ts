import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import { heartbeat } from "@/lib/bulk/run/progress";
import { type RunnableTask, taskState } from "@/lib/bulk/change/runnable-task";
import { writeChunks, type WriteOptions, type WriteResult } from "./write-chunks";

const LOOK_MS = 400;
/** How long a chunk may go on once the process shall end. */
const GRACE_MS = 5_000;

export interface WatchDeps {
  db: Db;
  worker: string;
  /** Aborted when the process shall end. */
  signal: AbortSignal;
  log: Logger;
}

/**
 * Writes the next chunks under watch from another connection: should the task be paused or cancelled while a long
 * statement runs, or the process have to end, the statement is cancelled and its transaction rolled back.
 */
export async function writeWatched(
  deps: WatchDeps,
  runnable: RunnableTask,
  options: Pick<WriteOptions, "slices" | "isolate">,
): Promise<WriteResult> {
  const { db, worker, signal, log } = deps;
  const taskId = runnable.task.id;
  const abort = new AbortController();
  let stoppingMs = 0;
  let looking = false;

  const look = async () => {
    if (signal.aborted && (stoppingMs += LOOK_MS) > GRACE_MS) return abort.abort();
    if ((await taskState(db, taskId)) !== "running") return abort.abort();
    await heartbeat(db, taskId);
  };
  const watch = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((error: unknown) => log.warn({ err: error, taskId }, "could not look after a chunk"))
      .finally(() => (looking = false));
  }, LOOK_MS);

  try {
    return await writeChunks(db, runnable, { ...options, worker, signal: abort.signal });
  } finally {
    clearInterval(watch);
  }
}
