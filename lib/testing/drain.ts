import { sql } from "drizzle-orm";
import { finishIfDone } from "@/lib/bulk/finish-task";
import { loadRunnableTask } from "@/lib/bulk/runnable-task";
import { transition } from "@/lib/bulk/transition";
import { writeChunks } from "@/lib/bulk/write-chunks";
import type { Db } from "@/lib/db/client";

/** Makes the queue look served, so that larger edits become background tasks. */
export async function pretendWorkerIsAlive(db: Db): Promise<void> {
  await db.execute(sql`
    insert into swath.worker_heartbeats (id, host, pid, version) values ('test', 'test', 1, 'test')
    on conflict (id) do update set seen_at = now(), stopped_at = null`);
}

/** Runs a pending task to its end in this process, one transaction after the other, as a single lane would. */
export async function drain(db: Db, taskId: string, slices = 2): Promise<void> {
  await transition(db, taskId, "running", {}, ["pending", "running"]);
  const runnable = await loadRunnableTask(db, taskId);
  for (let i = 0; i < 10_000; i++) {
    const result = await writeChunks(db, runnable, { slices, worker: "test" });
    if (result.status === "not_running") break;
    if (result.status === "nothing_free" && result.openChunks === 0) break;
  }
  await finishIfDone(db, taskId);
}
