import { type SQL, sql } from "drizzle-orm";
import { RETURNING_OLD } from "@/lib/db/server-version";
import { literal, wholeRow } from "@/lib/tables/column-sql";
import type { TableDef } from "@/lib/tables/table-def";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { altered } from "@/lib/bulk/change/slice-record";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";

/**
 * The chunk statement, one round trip: slice → write what is still as frozen, in scope and would differ → history →
 * count by chunk. Rows: `{ seq, n, reachable }`. Everything that it does not write, `classifyRest` explains.
 */
export function writeStatement(runnable: RunnableTask, range: SliceRange): SQL {
  const { task, table, actor, compiled } = runnable;
  return sql`with ${sliceCte(table, task.id, range, compiled)},
    ${written(runnable)},
    history as (
      insert into swath.record_changes (task_id, table_name, record_id, actor_id, before, after)
      select ${task.id}::uuid, ${table.name}, written.id, ${actor.id}::uuid, written.before, written.after
      from written)
    select seq, count(*)::int as n, ${compiled.mode === "insert" ? sql`bool_and(coalesce(reachable, false))` : sql`true`} as reachable
    from written group by seq`;
}

function written(runnable: RunnableTask): SQL {
  const { table, compiled } = runnable;
  if (compiled.mode === "restore") return restoredRows(runnable);
  if (compiled.mode === "insert") return addedRows(runnable);
  const match = sql`${table.key.on("slice")} and ${compiled.guard} and ${compiled.inScope}`;
  if (compiled.mode === "delete") {
    return sql`written as (
      delete from ${table.pgTable} using slice where ${match}
      returning slice.seq, slice.id, to_json(${wholeRow(table)}) as before, null::json as after)`;
  }
  const set = sql.join(
    compiled.assignments.map(({ column, next }) => sql`${sql.identifier(column.dbName)} = ${next}`),
    sql`, `,
  );
  if (runnable.serverVersion >= RETURNING_OLD) {
    return sql`written as (
      update ${table.pgTable} set ${set} from slice where ${match} and ${altered(runnable)}
      returning slice.seq, slice.id, ${values(runnable, "old")} as before, ${values(runnable, "new")} as after)`;
  }
  // Before Postgres 18 RETURNING knows only the new row: lock in key order first, and keep the old values.
  return sql`locked as materialized (
      select slice.*, ${values(runnable)} as old_values
      from slice join ${table.pgTable} on ${match} and ${altered(runnable)}
      order by ${table.key.valueNames} for update of ${sql.identifier(table.name)}),
    written as (
      update ${table.pgTable} set ${set} from locked as slice where ${table.key.on("slice")}
      returning slice.seq, slice.id, slice.old_values as before, ${values(runnable)} as after)`;
}

/** Undo of a delete: the rows come back as they were; a row whose place has been taken stays away. */
function restoredRows({ table }: RunnableTask): SQL {
  const stored = table.columns.filter(({ pgColumn }) => pgColumn.generated === undefined);
  const names = sql.join(
    stored.map((c) => sql.identifier(c.dbName)),
    sql`, `,
  );
  const fields = sql.join(
    stored.map((c) => sql`(slice.was).${sql.identifier(c.dbName)}`),
    sql`, `,
  );
  return sql`inserted as (
      insert into ${table.pgTable} (${names}) overriding system value
      select ${fields} from slice
      on conflict do nothing
      returning ${ownKey(table)}, to_json(${wholeRow(table)}) as after),
    written as (
      select slice.seq, slice.id, null::json as before, inserted.after
      from inserted join slice on ${sameKey(table)})`;
}

/** New records; whether the actor may reach each is asked of the row as it became, defaults and triggers included. */
function addedRows({ table, compiled }: RunnableTask): SQL {
  const list = (parts: SQL[]) => sql.join(parts, sql`, `);
  return sql`inserted as (
      insert into ${table.pgTable} (${list(compiled.assignments.map(({ column }) => sql`${sql.identifier(column.dbName)}`))})
      overriding system value
      select ${list(compiled.assignments.map(({ next }) => next))} from slice
      where ${compiled.guard} order by slice.seq, slice.n
      on conflict (${list(table.key.columns.map(({ dbName }) => sql`${sql.identifier(dbName)}`))}) do nothing
      returning ${ownKey(table)}, to_json(${wholeRow(table)}) as after, (${compiled.inScope}) as reachable),
    written as (
      select slice.seq, slice.id, null::json as before, inserted.after, inserted.reachable
      from inserted join slice on ${sameKey(table)} and ${compiled.guard})`;
}

/** The changed columns as JSON keyed by database name, of the `old` or `new` row or of the table's current one. */
function values({ compiled }: RunnableTask, row?: "old" | "new"): SQL {
  const pairs = compiled.assignments.map(({ column }) => {
    const value = row ? sql`${sql.raw(row)}.${sql.identifier(column.dbName)}` : sql`${column.pgColumn}`;
    return sql`${literal(column.dbName)}, ${value}`;
  });
  return sql`json_build_object(${sql.join(pairs, sql`, `)})`;
}

/** The key's columns of a row that was just written, named as in the slice. */
function ownKey({ key }: TableDef): SQL {
  return sql.join(
    key.columns.map(({ pgColumn }, i) => sql`${pgColumn} as ${sql.raw(`k${i}`)}`),
    sql`, `,
  );
}

function sameKey({ key }: TableDef): SQL {
  return sql.join(
    key.columns.map((_, i) => sql.raw(`slice.k${i} = inserted.k${i}`)),
    sql` and `,
  );
}
