import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { TableDef } from "@/lib/tables/table-def";
import { keyBound, wholeTable } from "./key-range";

/** Whether any record of the table got another key after a task had begun to write. */
export async function anyMovedSince(tx: Tx, table: TableDef, taskId: string): Promise<boolean> {
  const [row] = await tx.execute<{ moved: boolean }>(sql`
    select exists (
      select from swath.record_changes h
      where h.new_keys && ${wholeTable(table)} and h.new_ids is not null and h.task_id is distinct from ${taskId}::uuid
        and h.at >= (select min(at) from swath.record_changes where task_id = ${taskId})) as moved`);
  return row?.moved ?? false;
}

/** What the record is called by now that had an id from a time on. */
export async function idNow(db: Db | Tx, table: TableDef, id: string, at: string): Promise<string> {
  const rows = sql`select ${id}::text as id, ${at}::timestamptz as at`;
  const [row] = await db.execute<{ now: string }>(
    sql`with recursive ${laterIds(table, rows, sql`${at}::timestamptz`)} select now from swath_now`,
  );
  return row?.now ?? id;
}

/** What the record is called by now that had an id at last, where it got another one. */
export async function idSinceLeft(db: Db | Tx, table: TableDef, id: string): Promise<string | undefined> {
  const [left] = await db.execute<{ new_id: string; at: string }>(sql`
    select u.new_id, h.at::text as at
    from swath.record_changes h cross join lateral unnest(h.record_ids, h.new_ids) as u(id, new_id)
    where h.keys @> ${keyBound(table, sql`${id}::text`)} and h.new_ids is not null and h.table_name = ${table.name}
      and u.id = ${id} and u.new_id <> u.id
    order by h.at desc limit 1`);
  return left && idNow(db, table, left.new_id, left.at);
}

/**
 * What records are called by now, as CTEs that end with `swath_now(id, at, now)`: each id of `rows(id, at)`, the name that
 * a record had from `at` on, with that of today. A move holds for whoever had the old key since the one before it.
 * @param from the earliest of those times
 */
export function laterIds(table: TableDef, rows: SQL, from: SQL): SQL {
  return sql`swath_moves as materialized (
      select u.id, u.new_id, h.at, lag(h.at) over (partition by u.id order by h.at) as since
      from swath.record_changes h cross join lateral unnest(h.record_ids, h.new_ids) as u(id, new_id)
      where h.new_keys && ${wholeTable(table)} and h.table_name = ${table.name} and h.new_ids is not null and h.at >= ${from}
        and u.id <> u.new_id),
    swath_trail(id, at, now, moved_at, depth) as (
      select id, at, id, at, 0 from (${rows}) as swath_start
      union all
      select swath_trail.id, swath_trail.at, swath_moves.new_id, swath_moves.at, depth + 1
      from swath_trail join swath_moves on swath_moves.id = swath_trail.now and swath_moves.at > swath_trail.moved_at
        and coalesce(swath_moves.since <= swath_trail.moved_at, true)),
    swath_now as (
      select distinct on (id, at) id, at, now from swath_trail order by id, at, depth desc)`;
}
