import { type SQL, sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { sliceCte, sliceNames, type SliceRange } from "@/lib/bulk/change/slice";
import { WRITTEN_ROWS } from "./written-row";
import { movesRecords } from "@/lib/bulk/change/moves-records";
import { altered } from "@/lib/bulk/change/slice-record";
import { afterName, beforeName, type Side } from "@/lib/history/captured";
import { storedDifferently } from "@/lib/history/live-columns";
import { insertChunkHistory } from "@/lib/history/write-history";
import { isRowOf } from "@/lib/tables/record/row-version";
import type { TableDef } from "@/lib/tables/table-def";
import { quoted } from "@/lib/tables/qualified-name";

/** What a statement writes, as CTEs that end with `swath_written(seq, n, id, k0, …, b0, …, a0, …, reachable)`. */
interface Written {
  ctes: SQL;
  /** More rows `(seq, 0, reachable, same)`: ids of records that were written, and hold what they held before. */
  same?: SQL;
  wrote: "values" | "created" | "deleted";
  columns: string[];
  sides: Side[];
  /** Their key may be another one now: with `new_id` and `m0, …`. */
  moves?: boolean;
}

/**
 * The chunk statement, one round trip, the same on every Postgres and on a distributed one: slice → read what is
 * overwritten → write what is still as frozen, in scope and would differ → RETURNING raw columns → history → count by
 * chunk. Rows: `{ seq, n, reachable }`. Everything that it does not write, `classifyRest` explains.
 */
export function writeStatement(runnable: RunnableTask, range: SliceRange): SQL {
  const { task, table, actor } = runnable;
  const { ctes, same = sql``, ...captured } = written(runnable);
  const history = insertChunkHistory({
    taskId: task.id,
    actorId: actor.id,
    table,
    rows: "swath_written",
    ...captured,
  });
  return sql`with ${sliceCte(runnable, range)},
    ${ctes},
    swath_history as (${history})
    ${WRITTEN_ROWS}${same}`;
}

function written(runnable: RunnableTask): Written {
  switch (runnable.compiled.mode) {
    case "update":
      return updatedRows(runnable);
    case "delete":
      return deletedRows(runnable);
    case "restore":
      return restoredRows(runnable);
    case "insert":
      return addedRows(runnable);
  }
}

const list = (parts: SQL[]) => sql.join(parts, sql`, `);
const names = (columns: string[]) => list(columns.map((name) => sql`${sql.identifier(name)}`));

/**
 * The old values are read beside the write, under the very row version that it overwrites: should anybody write a record
 * in between, its version is another one, and the record is left alone. So no lock is needed before, and RETURNING
 * names raw columns only.
 */
function updatedRows(runnable: RunnableTask): Written {
  const { table, compiled, live } = runnable;
  const columns = compiled.assignments.map(({ column }) => column.dbName);
  const set = compiled.assignments.map(({ column, next }) => sql`${sql.identifier(column.dbName)} = ${next}`);
  const own = table.key.columns.map(
    ({ dbName }, i) => sql`swath_before.${sql.identifier(dbName)} = swath_slice.${sql.raw(`k${i}`)}`,
  );
  const moves = movesRecords(runnable);
  const values = columns.flatMap((name, i) => [
    sql`swath_before.${sql.identifier(name)} as ${beforeName(i)}`,
    sql`${table.pgTable}.${sql.identifier(name)} as ${afterName(i)}`,
  ]);
  const changed = sql.join(
    columns.map((name, i) => {
      const exact = live.columns.some((column) => column.name === name && column.exact);
      return storedDifferently(sql`swath_updated.${beforeName(i)}`, sql`swath_updated.${afterName(i)}`, exact);
    }),
    sql` or `,
  );
  return {
    ctes: sql`swath_updated as (
      update ${table.pgTable} set ${list(set)}
      from swath_slice join ${table.pgTable} as swath_before on ${sql.join(own, sql` and `)}
      where ${table.key.on("swath_slice")} and ${isRowOf(table, "swath_before")}
        and ${compiled.guard} and ${compiled.inScope} and ${altered(runnable)}
      returning ${list(sliceNames(table))}, ${list(moves ? [...values, ...keyNow(table)] : values)}, (${compiled.inScope}) as reachable),
    swath_written as (select *${moves ? sql`, ${newId(table)} as new_id` : sql``} from swath_updated where ${changed})`,
    // A trigger put the old values back.
    same: sql`
    union all
    select seq, 0, true, array_agg(id) from swath_updated where not (${changed}) group by seq`,
    wrote: "values",
    columns,
    sides: ["before", "after"],
    moves,
  };
}

/** The key of a record that was just written, raw; its text is made outside, as that of all values. */
function keyNow({ key, pgTable }: TableDef): SQL[] {
  return key.columns.map(({ dbName }, i) => sql`${pgTable}.${sql.identifier(dbName)} as ${sql.raw(`m${i}`)}`);
}

function newId({ key }: TableDef): SQL {
  return key.textOf(key.columns.map((_, i) => sql.raw(`swath_updated.m${i}`)));
}

function deletedRows({ table, compiled, live }: RunnableTask): Written {
  const columns = live.columns.map(({ name }) => name);
  const values = columns.map((name, i) => sql`${table.pgTable}.${sql.identifier(name)} as ${beforeName(i)}`);
  return {
    ctes: sql`swath_written as (
      delete from ${table.pgTable} using swath_slice
      where ${table.key.on("swath_slice")} and ${compiled.guard} and ${compiled.inScope}
      returning ${list(sliceNames(table))}, ${list(values)}, true as reachable)`,
    wrote: "deleted",
    columns,
    sides: ["before"],
  };
}

/**
 * Undo of a delete: the rows come back as they were, declared or not, column by column; one that was added since gets its
 * default. A row whose place has been taken stays away.
 */
function restoredRows({ table, compiled, live }: RunnableTask): Written {
  const captured = compiled.undo?.columns ?? [];
  const back = live.columns.filter(({ name, generated }) => !generated && captured.includes(name));
  const values = back.map(
    ({ name, type }) => sql`(swath_slice.${beforeName(captured.indexOf(name))})::${sql.raw(type)}`,
  );
  const conflict = live.deferrable ? sql`` : sql`on conflict do nothing`;
  return {
    ctes: sql`swath_inserted as (
      insert into ${table.pgTable} (${names(back.map(({ name }) => name))}) overriding system value
      select ${list(values)} from swath_slice
      where not exists (select from ${table.pgTable} where ${table.key.on("swath_slice")})
      ${conflict}
      returning ${writtenNames(table, live.columns)}, (${compiled.inScope}) as reachable),
    ${joinedToSlice(table, live.columns)}`,
    ...createdHistory(live.columns),
  };
}

/** New records; whether the actor may reach each is asked of the row as it became, defaults and triggers included. */
function addedRows({ table, compiled, live }: RunnableTask): Written {
  const given = compiled.assignments.map(({ column }) => column.dbName);
  const key = table.key.columns.map(({ dbName }) => dbName);
  const isUnique = live.unique.some(
    ({ parts, predicate }) =>
      predicate === null &&
      parts.length === key.length &&
      key.every((name) => parts.includes(name) || parts.includes(quoted(name))),
  );
  const conflict = isUnique && !live.deferrable ? sql`on conflict (${names(key)}) do nothing` : sql``;
  return {
    ctes: sql`swath_inserted as (
      insert into ${table.pgTable} (${names(given)}) overriding system value
      select ${list(compiled.assignments.map(({ next }) => next))} from swath_slice
      where ${compiled.guard} and not exists (select from ${table.pgTable} where ${table.key.on("swath_slice")})
      order by swath_slice.seq, swath_slice.n
      ${conflict}
      returning ${writtenNames(table, live.columns)}, (${compiled.inScope}) as reachable),
    ${joinedToSlice(table, live.columns, compiled.guard)}`,
    ...createdHistory(live.columns),
  };
}

function createdHistory(live: { name: string }[]): Pick<Written, "wrote" | "columns" | "sides"> {
  return { wrote: "created", columns: live.map(({ name }) => name), sides: ["after"] };
}

/** Key and columns of a row that was just inserted, which may see the table only. */
function writtenNames({ key, pgTable }: TableDef, live: { name: string }[]): SQL {
  const own = key.columns.map(({ pgColumn }, i) => sql`${pgColumn} as ${sql.raw(`k${i}`)}`);
  return list([...own, ...live.map(({ name }, i) => sql`${pgTable}.${sql.identifier(name)} as ${afterName(i)}`)]);
}

function joinedToSlice(table: TableDef, live: { name: string }[], guard: SQL = sql`true`): SQL {
  const { key } = table;
  const same = key.columns.map((_, i) => sql.raw(`swath_slice.k${i} = swath_inserted.k${i}`));
  const values = live.map((_, i) => sql`swath_inserted.${afterName(i)}`);
  return sql`swath_written as (
      select ${list([...sliceNames(table), ...values])}, swath_inserted.reachable
      from swath_inserted join swath_slice on ${sql.join(same, sql` and `)} and ${guard})`;
}
