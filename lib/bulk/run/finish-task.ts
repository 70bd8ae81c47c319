import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { transientReason } from "@/lib/db/postgres-error";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { notifyTask } from "@/lib/live/notify";
import { number, plural } from "@/lib/model/locale";
import { queueNotifications } from "@/lib/notify/queue-notifications";
import { processedOf } from "@/lib/bulk/model/outcomes";
import { sumChunks } from "./chunk-sums";
import { isActive, type TaskState } from "@/lib/bulk/model/states";
import { endAct, type EndReason } from "./end-act";
import { terminalState } from "@/lib/bulk/model/terminal-state";
import { transition } from "@/lib/bulk/task/transition";

/**
 * Gives a task its end if the time has come: when no chunk is open, when it is `cancelling`, or `because` of something.
 * State and counters are derived from the chunk rows. Safe to call at any time, from several processes at once.
 *
 * @returns the ended task; undefined when it goes on, waits for a chunk in flight, or has already ended
 */
export async function finishIfDone(db: Db, taskId: string, because?: EndReason): Promise<BulkTask | undefined> {
  try {
    const ended = await db.transaction((tx) => end(tx, taskId, because));
    if (ended) await notifyTask(db, taskId, ended.revision);
    return ended;
  } catch (error) {
    // A chunk in flight keeps its lock, or the state moved on meanwhile: the next call will see.
    if (transientReason(error) || (error instanceof AppError && error.code === "CONFLICT")) return undefined;
    throw error;
  }
}

async function end(tx: Tx, taskId: string, because: EndReason | undefined): Promise<BulkTask | undefined> {
  const [task] = await tx.execute<{ state: TaskState; total: number }>(
    sql`select state, total from swath.bulk_tasks where id = ${taskId}`,
  );
  if (!task || !isActive(task.state) || task.state === "paused") return undefined;
  const { state, total } = task;

  if (state === "cancelling" || because) await lockOpenChunks(tx, taskId);
  else if (state === "pending" || (await hasOpenChunks(tx, taskId))) return undefined;

  const counts = await sumChunks(tx, taskId);
  const to = terminalState(counts, total, state === "cancelling" ? "cancel" : "finish");
  const error = to === "failed" ? (because ?? nothingChanged(total)) : undefined;
  const ended = await transition(
    tx,
    taskId,
    to,
    endAct(to, counts, total, error),
    {
      ...counts,
      processed: processedOf(counts),
      errorCode: error?.code,
      errorMessage: error?.message,
      finishedAt: sql`now()`,
      heartbeatAt: sql`clock_timestamp()`,
    },
    [state],
  );
  return queueNotifications(tx, ended);
}

/**
 * Waits for the chunks in flight and keeps new ones from beginning: a claimed chunk either commits before the task's
 * end or, since it reads the state after its claim, writes nothing.
 */
async function lockOpenChunks(tx: Tx, taskId: string): Promise<void> {
  await tx.execute(sql`select set_config('lock_timeout', '1s', true)`);
  await tx.execute(sql`
    select count(*) from (
      select from swath.bulk_chunks where task_id = ${taskId} and done_at is null order by seq for update) as locked`);
}

async function hasOpenChunks(tx: Tx, taskId: string): Promise<boolean> {
  const [row] = await tx.execute<{ open: boolean }>(
    sql`select exists (select from swath.bulk_chunks where task_id = ${taskId} and done_at is null) as open`,
  );
  return row?.open ?? false;
}

function nothingChanged(total: number): EndReason {
  const records = plural(total, "the record", `the ${number(total)} records`);
  return { code: "REFUSED", message: `None of ${records} could be changed.` };
}
