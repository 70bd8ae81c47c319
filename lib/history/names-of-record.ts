import { type SQL, sql } from "drizzle-orm";
import type { TableDef } from "@/lib/tables/table-def";
import { keyBound } from "./key-range";

/**
 * The ids that a record has had, as a recursive CTE `swath_names(id, since, until, depth)`: its present one, then the one
 * that it had before it got that, and so on. Whoever had an id before the record got it, or left it, was another one.
 */
export function namesOf(table: TableDef, id: string): SQL {
  // Most tables' keys can't be edited, and looking for what can't be there costs the planner as much as all the rest.
  if (!table.key.columns.some(({ editable }) => editable)) {
    return sql`swath_names(id, since, until, depth) as (
      select ${id}::text, '-infinity'::timestamptz, 'infinity'::timestamptz, 0)`;
  }
  return sql`swath_names(id, since, until, before, depth) as (
      select name.id, coalesce(came.at, '-infinity'), 'infinity'::timestamptz, came.before, 0
      from (select ${id}::text as id) as name left join lateral (${cameFrom(table, "name", sql`'infinity'`)}) as came on true
      union all
      select swath_names.before, coalesce(came.at, '-infinity'), swath_names.since, came.before, depth + 1
      from swath_names
      cross join lateral (select swath_names.before as id) as name
      left join lateral (${cameFrom(table, "name", sql`swath_names.since`)}) as came on true
      where swath_names.before is not null)`;
}

/** `(at, before)`: when the holder of an id at a time got it, and what it was called before; null where another one left it then. */
function cameFrom({ name, key }: TableDef, alias: string, until: SQL): SQL {
  const id = sql.raw(`${alias}.id`);
  const bound = keyBound({ name, key }, id);
  const moves = (before: SQL, range: SQL, own: SQL) => sql`(
    select h.at, ${before} as before
    from swath.record_changes h cross join lateral unnest(h.record_ids, h.new_ids) as u(id, new_id)
    where ${range} @> ${bound} and h.new_ids is not null and h.table_name = ${name}
      and h.at < ${until}::timestamptz and u.id <> u.new_id and ${own} = ${id}
    order by h.at desc limit 1)`;
  return sql`select * from (
    ${moves(sql`u.id`, sql`h.new_keys`, sql`u.new_id`)}
    union all ${moves(sql`null`, sql`h.keys`, sql`u.id`)}) as moved
    order by at desc, before nulls last limit 1`;
}
