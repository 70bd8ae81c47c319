import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { Db, Tx } from "@/lib/db/client";
import { PLAN_LIFETIME_MINUTES } from "@/lib/bulk/plan/insert-plan";

export interface MaintenanceOptions {
  /** Whole months of history to keep, the current one not counted. Undo reaches as far back. */
  historyMonths: number;
}

/** One at a time over all workers; whoever comes second has nothing to do. */
const MAINTENANCE_LOCK = 7_385_003;

/**
 * House-keeping, safe to call at any time: plans that nobody applied go, next months' history partitions come, old ones
 * are dropped with the frozen ids and outcomes that belong to them, and processes that are long gone are forgotten.
 */
export async function maintain(db: Db, log: Logger, options: MaintenanceOptions): Promise<void> {
  await db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${MAINTENANCE_LOCK}) as mine`,
    );
    if (!lock?.mine) return;
    const plans = await expirePlans(tx);
    await tx.execute(sql`select swath.ensure_history_partitions()`);
    const partitions = await dropOldHistory(tx, options.historyMonths);
    const tasks = await emptyOldTasks(tx, options.historyMonths);
    await tx.execute(sql`delete from swath.worker_heartbeats where seen_at < now() - interval '1 day'`);
    await tx.execute(sql`delete from swath.web_heartbeats where seen_at < now() - interval '1 day'`);
    if (plans + tasks + partitions.length > 0) log.info({ plans, partitions, tasks }, "cleaned up");
  });
}

/** A plan that is being applied at this moment is locked, and left alone. */
async function expirePlans(tx: Tx): Promise<number> {
  const rows = await tx.execute(sql`
    delete from swath.bulk_tasks where id in (
      select id from swath.bulk_tasks
      where state = 'planned' and created_at < now() - ${PLAN_LIFETIME_MINUTES} * interval '1 minute'
      limit 50 for update skip locked)
    returning id`);
  return rows.length;
}

/** Drops whole months; the names are those that `ensure_history_partitions` gives. */
async function dropOldHistory(tx: Tx, months: number): Promise<string[]> {
  const old = await tx.execute<{ name: string }>(sql`
    select child.relname as name
    from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = 'swath.record_changes'::regclass and child.relname ~ '^record_changes_[0-9]{4}_[0-9]{2}$'
      and child.relname < 'record_changes_' || to_char((now() at time zone 'UTC') - make_interval(months => ${months}::int), 'YYYY_MM')`);
  for (const { name } of old) await tx.execute(sql`drop table swath.${sql.identifier(name)}`);
  await tx.execute(sql`
    delete from swath.record_changes_default
    where at < date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - make_interval(months => ${months}::int)`);
  return old.map((partition) => partition.name);
}

/** Tasks themselves stay, with their counters; what only retry and undo need goes with the history, and so do messages. */
async function emptyOldTasks(tx: Tx, months: number): Promise<number> {
  const rows = await tx.execute(sql`
    with old as (
      select id from swath.bulk_tasks task
      where finished_at < date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - make_interval(months => ${months}::int)
        and exists (select from swath.bulk_chunks where task_id = task.id)
      limit 50),
    outcomes as (delete from swath.record_outcomes where task_id in (select id from old)),
    messages as (delete from swath.notifications where task_id in (select id from old))
    delete from swath.bulk_chunks where task_id in (select id from old) returning task_id`);
  return new Set(rows.map((row) => row["task_id"])).size;
}
