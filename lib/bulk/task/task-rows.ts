import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/lib/db/client";
import { type BulkTask, bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { users } from "@/lib/db/schema/users";
import { WORKER_SILENT_SECONDS } from "@/lib/queue/worker-alive";

interface Person {
  id: string;
  name: string | null;
  email: string;
}

/** A task with everything that its snapshot says beside its own columns. */
export interface TaskRow {
  task: BulkTask;
  actor: Person;
  limiter: Person | null;
  pauser: Person | null;
  workerAlive: boolean;
  /** Tasks at work or asked earlier; null unless it is pending. */
  ahead: number | null;
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
