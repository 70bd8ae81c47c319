import { desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { isRepeatable } from "@/lib/bulk/model/repeatable";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { Db, Tx } from "@/lib/db/client";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { users } from "@/lib/db/schema/users";
import { MOST_ADDRESS } from "@/lib/model/most-address";
import { WORKER_SILENT_SECONDS } from "@/lib/queue/worker-alive";
import { isPart } from "@/lib/tables/model/selection";
import { findTable } from "@/lib/tables/registry";
import { eta } from "./eta";
import { nameOf, type Person, type Situation, waitingOf } from "./waiting";

/** Tasks as pages see them, newest first; ids that do not exist are left out. */
export async function snapshotsOf(db: Db | Tx, ids: string[]): Promise<TaskSnapshot[]> {
  if (ids.length === 0) return [];
  const rows = await taskRows(db).where(inArray(bulkTasks.id, ids)).orderBy(desc(bulkTasks.id));
  return rows.map(toSnapshot);
}

interface TaskRow extends Situation {
  actor: Person;
}

const limiter = alias(users, "limiter");
const pauser = alias(users, "pauser");
const person = ({ id, name, email }: typeof users) => ({ id, name, email });

/** The one SELECT behind every snapshot; add what to look for, in which order, and how many. */
export function taskRows(db: Db | Tx) {
  return db
    .select({
      task: bulkTasks,
      actor: person(users),
      limiter: person(limiter as unknown as typeof users),
      pauser: person(pauser as unknown as typeof users),
      // Asks nothing of the row: Postgres runs it once for the whole list.
      workerAlive: sql<boolean>`(select exists (
        select from swath.worker_heartbeats
        where stopped_at is null and seen_at > now() - ${WORKER_SILENT_SECONDS} * interval '1 second'))`,
      // Of the database: lists are read in transactions that are read-only by themselves.
      readOnly: sql<boolean>`(select pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on')`,
      ahead: sql<number | null>`case when ${bulkTasks.state} = 'pending' then (
        select count(*)::int from swath.bulk_tasks other
        where other.backend <> 'direct' and other.id <> ${bulkTasks.id}
          and (other.state = 'running' or (other.state = 'pending' and other.id < ${bulkTasks.id}))) end`,
    })
    .from(bulkTasks)
    .innerJoin(users, eq(users.id, bulkTasks.actorId))
    .leftJoin(limiter, eq(limiter.id, bulkTasks.limitedBy))
    .leftJoin(pauser, eq(pauser.id, bulkTasks.pausedBy))
    .$dynamic();
}

/** Where the filter is too long for an address, the page reads it from the task. */
const fitting = (query: URLSearchParams, task: string) =>
  String(query).length > MOST_ADDRESS ? new URLSearchParams({ task }) : query;

export function toSnapshot(row: TaskRow): TaskSnapshot {
  const { task, actor } = row;
  const { selection } = task;
  const query = new URLSearchParams();
  if (selection.kind === "matching" && selection.filter) query.set("filter", JSON.stringify(selection.filter));
  if (selection.kind === "matching" && selection.search) query.set("search", selection.search);
  return {
    id: task.id,
    table: task.tableName,
    tableLabel: findTable(task.tableName)?.label ?? task.tableName,
    operation: task.operation,
    changeText: task.changeText,
    filterText: task.filterText,
    tableHref: `/tables/${task.tableName}${query.size > 0 ? `?${fitting(query, task.id)}` : ""}`,
    repeatable: isRepeatable(task),
    byFilter: selection.kind === "matching",
    fromFile: selection.kind === "values" && selection.file !== undefined,
    reason: task.reason,
    actor: { id: actor.id, name: nameOf(actor) },
    state: task.state,
    total: task.total,
    processed: task.processed,
    progressPercent: task.progressPercent ?? 0,
    counts: {
      changed: task.changed,
      unchanged: task.unchanged,
      conflict: task.conflict,
      failed: task.failed,
      forbidden: task.forbidden,
      gone: task.gone,
    },
    ...eta({ ...task, countedAt: task.heartbeatAt }),
    waiting: waitingOf(row),
    maxRecordsPerSecond: task.maxRecordsPerSecond,
    lanes: task.lanes,
    errorPolicy: task.errorPolicy,
    conflictPolicy: task.conflictPolicy,
    backend: task.backend,
    notification: task.notification,
    parent:
      task.parentId && task.relation ? { id: task.parentId, relation: task.relation, part: isPart(selection) } : null,
    error: task.errorCode ? { code: task.errorCode, message: task.errorMessage ?? "" } : null,
    createdAt: task.createdAt.toISOString(),
    startedAt: task.startedAt?.toISOString() ?? null,
    finishedAt: task.finishedAt?.toISOString() ?? null,
    pausedMs: task.pausedMs,
    revision: task.revision,
  };
}
