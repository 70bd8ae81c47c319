import { sql } from "drizzle-orm";
import { cancelTask } from "@/lib/bulk/task/control-task";
import { finishIfDone } from "@/lib/bulk/run/finish-task";
import { loadRunnableTask, taskState } from "@/lib/bulk/change/runnable-task";
import { writeChunks } from "@/lib/bulk/write/write-chunks";
import type { Ctx } from "@/lib/ctx";
import type { Db } from "@/lib/db/client";
import { moveTask } from "./move-task";

/** Makes the queue look served, so that larger edits become background tasks. */
export async function pretendWorkerIsAlive(db: Db): Promise<void> {
  await db.execute(sql`
    insert into swath.worker_heartbeats (id, host, pid, version) values ('test', 'test', 1, 'test')
    on conflict (id) do update set seen_at = now(), stopped_at = null`);
}

/** Runs a pending task to its end in this process, one transaction after the other, as a single lane would. */
export async function drain(db: Db, taskId: string, slices = 2): Promise<void> {
  if ((await taskState(db, taskId)) === "pending") await moveTask(db, taskId, "running", { startedAt: sql`now()` });
  const runnable = await loadRunnableTask(db, taskId);
  for (let i = 0; i < 10_000; i++) {
    const result = await writeChunks(db, runnable, { slices, worker: "test" });
    if (result.status === "not_running") break;
    if (result.status === "nothing_free" && result.openChunks === 0) break;
  }
  await finishIfDone(db, taskId);
}

/** Runs a pending task chunk by chunk in this process, to its end or until it is cancelled after so many chunks. */
export async function runChunks(ctx: Ctx, taskId: string, cancelAfter: number | null): Promise<void> {
  const { db } = ctx;
  await moveTask(db, taskId, "running", { startedAt: sql`now()` });
  const runnable = await loadRunnableTask(db, taskId);
  let ended = false;
  for (let i = 0; !ended && (cancelAfter === null || i < cancelAfter); i++) {
    const result = await writeChunks(db, runnable, { slices: 1, worker: "test" });
    if (result.status === "ended") return;
    ended = result.status !== "wrote" && result.status !== "waits";
  }
  if (cancelAfter !== null) {
    await cancelTask(ctx, { taskId });
    const late = await writeChunks(db, runnable, { slices: 1, worker: "late" });
    if (late.status === "wrote") throw new Error("A cancelled task was written.");
  }
  await finishIfDone(db, taskId);
}
