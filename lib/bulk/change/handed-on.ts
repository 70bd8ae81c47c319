import { type SQL, sql } from "drizzle-orm";
import type { RunnableTask } from "./runnable-task";

/** The unique columns that a change writes, by database name; undefined where it writes none. */
export function uniqueColumns({ compiled, live }: RunnableTask): string[] | undefined {
  if (compiled.mode !== "update") return undefined;
  const written = new Set(compiled.assignments.map(({ column }) => column.dbName));
  return live.unique.find((columns) => columns.some((name) => written.has(name)));
}

/**
 * Puts a slice into the order in which unique values can be handed on within one statement: Postgres checks a unique index
 * row by row, so a record can take a value only once its holder has left it. `swath_frozen` is the slice as it was frozen;
 * who gets a value that nobody of it holds has depth 0, who gets the value of one of depth n has n + 1. Circles have none
 * and come last: there Postgres can't.
 */
export function handedOn(runnable: RunnableTask, columns: string[], frozen: SQL): SQL {
  const { table, compiled } = runnable;
  const text = (values: SQL[]) =>
    sql`jsonb_build_array(${sql.join(
      values.map((value) => sql`(${value})::text`),
      sql`, `,
    )})`;
  const current = columns.map((name) => sql`${table.pgTable}.${sql.identifier(name)}`);
  const next = columns.map(
    (name, i) => compiled.assignments.find(({ column }) => column.dbName === name)?.safeNext ?? current[i]!,
  );
  return sql`swath_frozen as materialized (${frozen}),
    swath_move as materialized (
      select swath_slice.id, ${text(current)} as now, ${text(next)} as next
      from swath_frozen as swath_slice join ${table.pgTable} on ${table.key.on("swath_slice")}),
    swath_depth(id, now, depth) as (
      select id, now, 0 from swath_move
      where next = now or not exists (select from swath_move holder where holder.now = swath_move.next)
      union all
      select swath_move.id, swath_move.now, swath_depth.depth + 1
      from swath_depth join swath_move on swath_move.next = swath_depth.now and swath_move.next <> swath_move.now),
    swath_slice as materialized (
      select swath_frozen.* from swath_frozen left join swath_depth on swath_depth.id = swath_frozen.id
      order by swath_depth.depth nulls last, swath_frozen.seq, swath_frozen.n)`;
}
