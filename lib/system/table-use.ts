import { sql } from "drizzle-orm";
import { assertRole } from "@/lib/model/actor";
import { daysAgo, smallestIdSince } from "@/lib/bulk/task/task-ids";
import type { Ctx } from "@/lib/ctx";
import { USE_DAYS } from "@/lib/users/list-users";
import { qualifiedName } from "@/lib/tables/qualified-name";
import { visibleTables } from "@/lib/tables/visible-tables";
import { getTable } from "@/lib/tables/registry";

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

/** How much each declared table holds and is edited, in the order of the catalog. For admins. @throws AppError FORBIDDEN */
export async function tableUse(ctx: Ctx): Promise<TableUse[]> {
  assertRole(ctx.actor, "admin", "see how tables are used");
  const names = (await visibleTables(ctx)).map(({ name }) => name);
  const declared = names.map((name) => sql`(${name}, ${qualifiedName(getTable(name))})`);
  if (declared.length === 0) return [];
  // Share of a table in the history: Postgres keeps the commonest values of a column with their frequencies.
  const rows = await ctx.db.execute<Row>(sql`
    with declared (name, path) as (values ${sql.join(declared, sql`, `)}),
    tasks as (
      select table_name, count(*)::int as tasks, sum(changed)::float8 as changed, max(coalesce(finished_at, heartbeat_at)) as last_at
      from swath.bulk_tasks where id >= ${smallestIdSince(daysAgo(USE_DAYS))} and state <> 'planned'
      group by table_name),
    history as (
      select table_name, sum(size)::float8 as records from swath.record_changes group by 1)
    select declared.name, nullif(rel.reltuples, -1)::float8 as records, pg_total_relation_size(rel.oid)::float8 as bytes,
      coalesce(tasks.tasks, 0) as tasks, coalesce(tasks.changed, 0) as changed,
      greatest(tasks.last_at, (
        select max(single.at) from swath.users person cross join lateral (
          select at from swath.record_changes
          where task_id is null and actor_id = person.id and table_name = declared.name
          order by at desc limit 1) single)) as last_change_at,
      history.records as "historyRecords"
    from declared
    join pg_class rel on rel.oid = to_regclass(declared.path)
    left join tasks on tasks.table_name = declared.name
    left join history on history.table_name = declared.name`);
  return rows
    .toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
    .map(({ last_change_at, ...row }) => ({
      ...row,
      lastChangeAt: last_change_at && new Date(last_change_at).toISOString(),
    }));
}
