import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { toJson } from "@/lib/tables/column-sql";
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

/** The history of a record as the database has it, newest first, whoever asks. @param id as the database writes it */
export async function readHistory(
  { db }: Pick<Ctx, "db">,
  table: TableDef,
  id: string,
  { before, limit }: { before?: string; limit: number },
): Promise<HistoryRow[]> {
  const value = (side: SQL, column: ColumnDef) => toJson(column, sql`${side}.${sql.identifier(column.dbName)}`);
  const cells = table.columns.map(
    (column, i) => sql`${value(sql`was`, column)} as ${sql.identifier(`b${i}`)},
      ${value(sql`became`, column)} as ${sql.identifier(`a${i}`)}`,
  );
  return db.execute<HistoryRow>(sql`
    with h as materialized (
      select h.* from swath.record_changes h
      where h.record_id = ${id} and h.table_name = ${table.name}
        ${before ? sql`and h.at < ${before}::timestamptz` : sql``}
      order by h.at desc limit ${limit}::int)
    select ${HISTORY_TIME} as at, h.actor_id, coalesce(person.name, person.email) as actor, h.task_id,
      task.change_text as task_text, task.actor_id::text as task_actor, h.root_id,
      case when h.before is null then 'created' when h.after is null then 'deleted' else 'values' end as wrote,
      array(select json_object_keys(coalesce(h.after, h.before))) as keys, ${sql.join(cells, sql`, `)}
    from h
    left join swath.users person on person.id = h.actor_id
    left join swath.bulk_tasks task on task.id = h.task_id
    cross join lateral json_populate_record(null::${table.pgTable}, h.before) as was
    cross join lateral json_populate_record(null::${table.pgTable}, h.after) as became
    order by h.at desc`);
}
