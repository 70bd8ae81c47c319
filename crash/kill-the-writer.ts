import type { Db } from "@/lib/db/client";
import { chunksDone, chunkWorkers, untilChunksDone } from "./tasks";
import type { WorkerProcess } from "./worker-process";

/**
 * Kills the worker that writes a task, as soon as it has written a chunk, and waits until another goes on.
 * @returns how many chunks were done by then, and how long it took the other one, milliseconds
 */
export async function killTheWriter(
  db: Db,
  workers: readonly WorkerProcess[],
  taskId: string,
): Promise<{ done: number; tookMs: number }> {
  await untilChunksDone(db, taskId, 1);
  const [at = ""] = await chunkWorkers(db, taskId);
  await workers.find(({ pid }) => at.includes(`-${pid}-`))?.end("SIGKILL");
  const done = await chunksDone(db, taskId);
  const killedAt = performance.now();
  await untilChunksDone(db, taskId, done + 1);
  return { done, tookMs: performance.now() - killedAt };
}
