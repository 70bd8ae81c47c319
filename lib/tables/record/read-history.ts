import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { nameArray } from "@/lib/history/captured";
import { keyBound } from "@/lib/history/key-range";
import { namesOf } from "@/lib/history/names-of-record";
import { typedLiteral } from "@/lib/history/typed-literal";
import { postgresError } from "@/lib/db/postgres-error";
import { literal } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";

/** A time to the microsecond, as Postgres keeps it: which entry of the history is meant. */
export const HistoryTime = z.string().regex(/^\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/);

/** `at` as text, because a JavaScript date would lose its microseconds. */
const HISTORY_TIME = sql.raw(`to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

/** One write of a record; `b0`, `a0`, … are what it held before and after, by the position of the column in the table. */
export type HistoryRow = {
  at: string;
  actor_id: string;
  actor: string | null;
  wrote: "values" | "created" | "deleted";
  /** Database names of the columns that are recorded. */
  keys: string[];
  task_id: string | null;
  task_text: string | null;
  task_actor: string | null;
  /** The record of the task's own table that took this one along. */
  root_id: string | null;
} & Record<string, unknown>;

/**
 * The writes of one record as rows `h(at, actor_id, task_id, wrote, columns, root_id, undoes, was, became)`, newest
 * first; `was` and `became` hold one literal per column of `columns`. The range finds the rows that may hold it; each is
 * unpacked once, and only until enough are found. Where the record had other keys before, its time under each follows.
 */
export function entriesOf(table: TableDef, id: string, where: SQL = sql`true`, order: "asc" | "desc" = "desc"): SQL {
  const own = sql`swath_named.id`;
  return sql`
    with recursive ${namesOf(table, id)}
    select found.at, found.actor_id, found.task_id, found.wrote, found.columns, found.undoes,
      found.root_ids[own.i] as root_id, found.before[:][own.i:own.i] as was, found.after[:][own.i:own.i] as became
    from (select * from swath_names order by depth ${sql.raw(order === "desc" ? "asc" : "desc")} offset 0) as swath_named
    cross join lateral (
      select * from swath.record_changes h
      where h.keys @> ${keyBound(table, own)} and h.table_name = ${table.name}
        and h.at > swath_named.since and h.at <= swath_named.until and ${where}
      order by h.at ${sql.raw(order)} offset 0) as found
    cross join lateral (select array_position(found.record_ids, ${own}) as i offset 0) as own
    where own.i is not null`;
}

/** The literal of a column in an entry's list. */
export function entryLiteral(side: "was" | "became", { dbName }: Pick<ColumnDef, "dbName">): SQL {
  return sql`h.${sql.raw(side)}[array_position(h.columns, ${literal(dbName)})][1]`;
}

/**
 * The history of a record, newest first: all of it, or of a table as somebody has it what touched their columns.
 * @param id as the database writes it
 */
export async function readHistory(
  { db }: Pick<Ctx, "db">,
  table: TableDef,
  id: string,
  { before, limit }: { before?: string; limit: number },
): Promise<HistoryRow[]> {
  const own = nameArray(table.columns.map(({ dbName }) => dbName));
  const touched = table.whole ? sql`(h.wrote <> 'values' or h.columns && ${own})` : sql`true`;
  const read = (value: (column: ColumnDef, text: SQL) => SQL) => {
    const cells = table.columns.map(
      (column, i) => sql`${value(column, entryLiteral("was", column))} as ${sql.identifier(`b${i}`)},
      ${value(column, entryLiteral("became", column))} as ${sql.identifier(`a${i}`)}`,
    );
    return db.execute<HistoryRow>(sql`
      with h as materialized (
        ${entriesOf(table, id, sql`${before ? sql`h.at < ${before}::timestamptz` : sql`true`} and ${touched}`)} limit ${limit}::int)
      select ${HISTORY_TIME} as at, h.actor_id, coalesce(person.name, person.email) as actor, h.task_id,
        task.change_text as task_text, task.actor_id::text as task_actor, h.root_id, h.wrote, h.columns as keys,
        ${sql.join(cells, sql`, `)}
      from h
      left join swath.users person on person.id = h.actor_id
      left join swath.bulk_tasks task on task.id = h.task_id
      order by h.at desc`);
  };
  try {
    return await read(typedLiteral);
  } catch (error) {
    // A column has another type since, which some earlier value is none of: then all are shown as they were written.
    if (!postgresError(error)?.code.startsWith("22")) throw error;
    return read((_column, text) => sql`to_jsonb(${text})`);
  }
}
