import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { vitalDatabase } from "@/lib/db/index";
import { env } from "@/lib/env";
import { webTaskHub, webViewers } from "@/lib/live/hub";
import { liveMode } from "@/lib/live/live-mode";
import { backendNamed } from "@/lib/queue/backends";
import { WORKER_SILENT_SECONDS } from "@/lib/queue/worker-alive";
import { allTables } from "@/lib/tables/registry";
import { databaseState } from "./database-state";
import {
  type DeliveryFacts,
  NO_DATABASE,
  type PartitionFacts,
  type SystemFacts,
  type TaskFacts,
  type WorkerFacts,
} from "./facts";
import { withinPatience } from "./within-patience";

/** The facts of this moment. Never throws: a database that does not answer within seconds is one of them. */
export async function readFacts(db: Db = vitalDatabase().db): Promise<SystemFacts> {
  const asked = await withinPatience(ask(db));
  const { viewers } = webTaskHub();
  // While the others can't be asked after, its own are all that it knows of.
  const known = asked ?? { ...NOTHING, live: { viewers, processes: viewers > 0 ? 1 : 0 } };
  return { ...known, live: { ...known.live, mode: liveMode() } };
}

type Asked = Omit<SystemFacts, "live"> & { live: Omit<SystemFacts["live"], "mode"> };

async function ask(db: Db): Promise<Asked> {
  const database = await databaseState(db);
  // There is nothing to ask of tables that are not there yet.
  if (database.behind) return { ...NOTHING, database, live: { viewers: 0, processes: 0 } };
  const [backends, workers, tasks, deliveries, live, partitions] = await Promise.all([
    readBackends(db),
    readWorkers(db),
    readTasks(db),
    readDeliveries(db),
    webViewers().everywhere(db),
    readPartitions(db),
  ]);
  const bytes = partitions.reduce((sum, partition) => sum + partition.bytes, 0);
  const history = { months: env.SWATH_HISTORY_MONTHS, bytes, partitions };
  return { database, backends, workers, tasks, deliveries, live, history };
}

const NO_TASKS: TaskFacts = {
  pending: 0,
  running: 0,
  paused: 0,
  cancelling: 0,
  openRecords: 0,
  oldestPendingSeconds: null,
  succeededLastHour: 0,
  partialLastHour: 0,
  failedLastHour: 0,
  cancelledLastHour: 0,
  revivedLastHour: 0,
};
const NO_DELIVERIES: DeliveryFacts = { waiting: 0, failedLastHour: 0 };
const NOTHING: Omit<Asked, "live"> = {
  database: NO_DATABASE,
  backends: [],
  workers: [],
  tasks: NO_TASKS,
  deliveries: NO_DELIVERIES,
  history: { months: env.SWATH_HISTORY_MONTHS, bytes: 0, partitions: [] },
};

/** Only those that a table uses: nobody misses the others. */
async function readBackends(db: Db): Promise<SystemFacts["backends"]> {
  const names = [
    ...new Set(
      allTables()
        .filter(({ bulk }) => bulk.async)
        .map(({ bulk }) => bulk.backend),
    ),
  ];
  return Promise.all(
    names
      .map((name) => backendNamed(name))
      .filter(({ runsIn }) => runsIn !== "request")
      .map(async (backend) => {
        const answer = await backend.available(db);
        return { name: backend.name, ok: answer.ok, why: answer.ok ? null : answer.why };
      }),
  );
}

/** Those that have not said goodbye, and those of them that have fallen silent, until house-keeping forgets them. */
async function readWorkers(db: Db): Promise<WorkerFacts[]> {
  const rows = await db.execute<Record<string, unknown> & WorkerFacts>(sql`
    select id, host, pid, version, running_lanes as "runningLanes",
      extract(epoch from now() - started_at)::float8 as "upSeconds",
      greatest(extract(epoch from now() - seen_at), 0)::float8 as "heartbeatAgeSeconds",
      seen_at > now() - ${WORKER_SILENT_SECONDS} * interval '1 second' as alive
    from swath.worker_heartbeats
    where stopped_at is null and seen_at > now() - interval '1 day'
    order by seen_at > now() - ${WORKER_SILENT_SECONDS} * interval '1 second' desc, started_at desc`);
  return [...rows];
}

/** What is open comes from a partial index, what has ended from the audit log's: quick with a million past tasks. */
async function readTasks(db: Db): Promise<TaskFacts> {
  const [row] = await db.execute<Record<string, unknown> & TaskFacts>(sql`
    select open.*, ended.*
    from (
      select count(*) filter (where state = 'pending')::int as pending,
        count(*) filter (where state = 'running')::int as running,
        count(*) filter (where state = 'paused')::int as paused,
        count(*) filter (where state = 'cancelling')::int as cancelling,
        coalesce(sum(total - processed) filter (where state in ('pending', 'running')), 0)::float8 as "openRecords",
        extract(epoch from now() - min(coalesce(planned_at, created_at)) filter (where state = 'pending'))::float8 as "oldestPendingSeconds"
      from swath.bulk_tasks where state in ('pending', 'running', 'paused', 'cancelling')) open,
    (
      select count(*) filter (where action = 'succeeded')::int as "succeededLastHour",
        count(*) filter (where action = 'partial')::int as "partialLastHour",
        count(*) filter (where action = 'failed')::int as "failedLastHour",
        count(*) filter (where action = 'cancelled')::int as "cancelledLastHour",
        count(*) filter (where action = 'revived')::int as "revivedLastHour"
      from swath.audit_log
      where at > now() - interval '1 hour' and action in ('succeeded', 'partial', 'failed', 'cancelled', 'revived')) ended`);
  return row ?? NO_TASKS;
}

/** From two partial indexes: those that were sent, by far the most, are in neither. */
async function readDeliveries(db: Db): Promise<DeliveryFacts> {
  const [row] = await db.execute<Record<string, unknown> & DeliveryFacts>(sql`
    select (select count(*)::int from swath.notifications where state = 'waiting') as waiting,
      (select count(*)::int from swath.notifications
        where state = 'failed' and tried_at > now() - interval '1 hour') as "failedLastHour"`);
  return row ?? NO_DELIVERIES;
}

async function readPartitions(db: Db): Promise<PartitionFacts[]> {
  const rows = await db.execute<Record<string, unknown> & PartitionFacts>(sql`
    select child.relname as name, pg_total_relation_size(child.oid)::float8 as bytes, held.records
    from pg_inherits join pg_class child on child.oid = inhrelid
    left join (
      select tableoid, sum(size)::float8 as records from swath.record_changes group by 1) held on held.tableoid = child.oid
    where inhparent = 'swath.record_changes'::regclass
    order by child.relname`);
  return [...rows];
}
