import { sql } from "drizzle-orm";
import { assertRole } from "@/lib/model/actor";
import { daysAgo, smallestIdSince } from "@/lib/bulk/task/task-ids";
import type { Ctx } from "@/lib/ctx";
import { USE_DAYS } from "@/lib/users/list-users";
import { qualifiedName } from "@/lib/tables/qualified-name";
import { getTableFor } from "@/lib/tables/table-for";

export interface TableUse {
  name: string;
  /** As Postgres estimates; null before it first has. */
  records: number | null;
  bytes: number;
  /** In the last `USE_DAYS` days. */
  tasks: number;
  changed: number;
  /** Of a task or of a single cell, ISO 8601; null: not in the history that is kept. */
  lastChangeAt: string | null;
  /** Estimated rows of history; null before Postgres has looked at it. */
  historyRecords: number | null;
}

type Row = Omit<TableUse, "lastChangeAt"> & { last_change_at: string | null } & Record<string, unknown>;

/** How much a table holds and is edited; undefined where it is not in the database. For admins. @throws AppError FORBIDDEN, UNKNOWN_TABLE */
export async function tableUse(ctx: Ctx, name: string): Promise<TableUse | undefined> {
  assertRole(ctx.actor, "admin", "see how tables are used");
  const path = qualifiedName(getTableFor(ctx.actor, name));
  const [row] = await ctx.db.execute<Row>(sql`
    with tasks as (
      select count(*)::int as tasks, coalesce(sum(changed), 0)::float8 as changed, max(coalesce(finished_at, heartbeat_at)) as last_at
      from swath.bulk_tasks where id >= ${smallestIdSince(daysAgo(USE_DAYS))} and state <> 'planned' and table_name = ${name})
    select ${name}::text as name, nullif(rel.reltuples, -1)::float8 as records, pg_total_relation_size(rel.oid)::float8 as bytes,
      tasks.tasks, tasks.changed,
      greatest(tasks.last_at, (
        select max(single.at) from swath.users person cross join lateral (
          select at from swath.record_changes
          where task_id is null and actor_id = person.id and table_name = ${name}
          order by at desc limit 1) single)) as last_change_at,
      (select sum(size)::float8 from swath.record_changes where table_name = ${name}) as "historyRecords"
    from pg_class rel cross join tasks where rel.oid = to_regclass(${path})`);
  if (!row) return undefined;
  const { last_change_at, ...use } = row;
  return { ...use, lastChangeAt: last_change_at && new Date(last_change_at).toISOString() };
}
