import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { Db, Tx } from "@/lib/db/client";
import { isConnectionLost } from "@/lib/db/connection-lost";
import { notifyTask } from "@/lib/live/notify";
import { backendNamed } from "@/lib/queue/backends";
import { finishIfDone } from "./finish-task";
import type { TaskState } from "@/lib/bulk/model/states";

export interface SweepDeps {
  db: Db;
  log: Logger;
}

/** A task without a sign of life for so long has lost its lanes. */
const STALLED_SECONDS = 4;

/**
 * Brings back what got lost: lanes of tasks that should be moving and are not (a killed worker, a lost job), and the end
 * of cancelled tasks. Every worker calls it every few seconds; several at once share the work, since each skips what
 * another has just taken. The whole story is docs/when-a-worker-dies.md.
 */
export async function sweep(deps: SweepDeps): Promise<void> {
  for (const id of await cancellingTasks(deps.db)) await finishIfDone(deps.db, id);
  const revived = await reviveStalled(deps);
  if (revived.length > 0) deps.log.info({ taskIds: revived.map(({ id }) => id) }, "brought stalled tasks back");
  for (const { id, state, revision } of revived)
    if (state === "pending") await notifyTask(deps.db, id, Number(revision));
}

async function cancellingTasks(db: Db): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from swath.bulk_tasks where state = 'cancelling' limit 100`,
  );
  return rows.map((row) => row.id);
}

interface Stalled extends Record<string, unknown> {
  id: string;
  state: TaskState;
  backend: string;
  lanes: number;
  revision: string;
}

/**
 * The heartbeat that is set here keeps the other sweeps away for a while. A task that has not begun says behind how
 * many others it waits, which changes without it: its new revision lets pages look again.
 */
async function reviveStalled({ db, log }: SweepDeps): Promise<Stalled[]> {
  const revived = await db.transaction(async (tx) => {
    const stalled = await tx.execute<Stalled>(sql`
      update swath.bulk_tasks task
      set heartbeat_at = clock_timestamp(),
        revision = case when state = 'pending' then nextval('swath.task_revision') else revision end
      from (
        select id from swath.bulk_tasks
        where state in ('pending', 'running', 'cancelling') and backend <> 'direct'
          and coalesce(heartbeat_at, created_at) < clock_timestamp() - ${STALLED_SECONDS} * interval '1 second'
        order by id limit 100
        for update skip locked) stalled
      where task.id = stalled.id
      returning task.id, task.state, task.backend, task.revision,
        case when task.error_policy = 'all_or_nothing' then 1 else task.lanes end as lanes`);
    await noteRevived(
      tx,
      stalled.filter(({ state }) => state !== "pending").map(({ id }) => id),
    );
    const asked: Stalled[] = [];
    for (const task of stalled) if (await ask(tx, task, log)) asked.push(task);
    return asked;
  });
  await Promise.all(revived.map(async ({ id, backend, lanes }) => backendNamed(backend).afterCommit?.(id, lanes)));
  return revived;
}

/** One whose queue is unknown to this version, or gone from the database, must not keep the others waiting. */
async function ask(tx: Tx, { id, backend, lanes }: Stalled, log: Logger): Promise<boolean> {
  try {
    await tx.transaction((own) => backendNamed(backend).enqueueLanes(own, id, lanes));
    return true;
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    log.error({ err: error, taskId: id, backend }, "a task's queue can't be asked for its lanes");
    return false;
  }
}

/** A task that stays without lanes is revived again and again; the log says so once a minute at most. */
async function noteRevived(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    insert into swath.audit_log (subject_kind, subject_id, action)
    select 'task', id, 'revived' from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) as revived(id)
    where not exists (
      select from swath.audit_log
      where subject_kind = 'task' and subject_id = revived.id and action = 'revived' and at > now() - interval '1 minute')`);
}
